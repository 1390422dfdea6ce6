"""Starts MiniStack as its own command does, mended, and counting what passes through it: `main.py <folder of metrics>`.

AWS writes the metrics of its services itself, the emulator does not. What happens inside it (a queue polled for a
function, a topic delivering to a queue) passes no proxy, so it is counted where it happens.
"""
import os
import sys

folder = sys.argv.pop(1)  # MiniStack reads the rest
sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "mend"))

import apis  # noqa: E402
import deliveries  # noqa: E402
import functions  # noqa: E402
import keys  # noqa: E402
import parameter_names  # noqa: E402
import queues  # noqa: E402
import starts  # noqa: E402
import tables  # noqa: E402
import topics  # noqa: E402
import worker_script  # noqa: E402
from metric_log import MetricLog  # noqa: E402
from ministack.app import main  # noqa: E402

for part in (deliveries, parameter_names, starts, worker_script):
    part.mend()
log = MetricLog(folder)
for service in (apis, functions, keys, queues, tables, topics):
    service.meter(log)
main()
