"""Metrics as CloudWatch's embedded metric format has them, a line each, in a folder for each region."""
import functools
import json
import logging
import os
import threading
import time

COUNT = "Count"
MILLISECONDS = "Milliseconds"
BYTES = "Bytes"
SECONDS = "Seconds"


class MetricLog:
    """@see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html"""

    def __init__(self, folder):
        self._folder = folder
        self._files = {}
        self._lock = threading.Lock()

    def put(self, region, namespace, dimensions, unit_of, **values):
        """Writes values of one moment; `dimensions` names what they are of, `unit_of` the unit of those that are no counts."""
        directive = {
            "Namespace": namespace,
            "Dimensions": [list(dimensions)],
            "Metrics": [{"Name": name, "Unit": unit_of.get(name, COUNT)} for name in values],
        }
        about = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]}
        line = json.dumps({"_aws": about, **dimensions, **values})
        with self._lock:
            file = self._file(region)
            file.write(f"{line}\n")
            file.flush()

    def _file(self, region):
        if region not in self._files:
            folder = os.path.join(self._folder, region)
            os.makedirs(folder, exist_ok=True)
            file = os.open(os.path.join(folder, "emulator.jsonl"), os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
            self._files[region] = open(file, "a", encoding="utf-8")
        return self._files[region]


def harmless(observe):
    """What only looks on must not break what it looks at."""

    @functools.wraps(observe)
    def observed(*args, **kwargs):
        try:
            observe(*args, **kwargs)
        except Exception:
            logging.getLogger("meter").exception("%s was not measured", observe.__qualname__)

    return observed


def around(module, name, wrap):
    """Replaces a function of the emulator by one around it; fails at the start where another version has no such function."""
    original = getattr(module, name)
    replacement = functools.wraps(original)(wrap(original))
    setattr(module, name, replacement)
    return original, replacement
