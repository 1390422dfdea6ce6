"""Functions start a few at a time.

AWS starts each environment on a machine of its own. Here a start takes the processor from those that run: twenty at once
keep every call waiting until its time is over, which ends in functions that are killed, and started again.
"""
import os
import threading

from metric_log import around
from ministack.core import lambda_runtime
from ministack.services import lambda_svc

AT_ONCE = max(2, os.cpu_count() or 2)
# who had no turn for so long starts all the same: nobody waits for ever for a function that hangs while it starts
PATIENCE = 60


def _is_cold(worker):
    return worker._proc is None or worker._proc.poll() is not None


def _has_warm(key):
    """Whether one is free and runs; it then stands in front of those that have to start."""
    with lambda_runtime._lock:
        workers = lambda_runtime._workers.get(key, [])
        workers.sort(key=_is_cold)
        return any(not worker.in_use and not _is_cold(worker) for worker in workers)


def mend():
    starting = set()
    changed = threading.Condition()

    def started(worker):
        with changed:
            starting.discard(worker)
            changed.notify_all()

    def acquisitions(original):
        def acquire(func_name, config, code_zip, qualifier="$LATEST", **kwargs):
            key = lambda_runtime._worker_key(func_name, config, qualifier)
            with changed:
                changed.wait_for(lambda: _has_warm(key) or len(starting) < AT_ONCE, PATIENCE)
                worker, how = original(func_name, config, code_zip, qualifier=qualifier, **kwargs)
                if worker is not None and _is_cold(worker):
                    starting.add(worker)
            return worker, how

        return acquire

    def releases(original):
        def release(worker):
            original(worker)
            started(worker)

        return release

    def spawns(original):
        def spawn(worker):
            try:
                original(worker)
            finally:
                started(worker)

        return spawn

    def invocations(original):
        def invoke(worker, *args, **kwargs):
            try:
                return original(worker, *args, **kwargs)
            # the emulator would end every other environment of the function too, whatever it is at
            except Exception as error:
                return {"status": "error", "error": str(error), "cold_start": True, "log": worker._drain_stderr()}

        return invoke

    around(lambda_svc, "acquire_worker", acquisitions)
    around(lambda_svc, "release_worker", releases)
    around(lambda_runtime.Worker, "_spawn", spawns)
    around(lambda_runtime.Worker, "invoke", invocations)
