"""ConcurrentExecutions of AWS/Lambda; how functions ran is read from their logs.

@see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
"""
from metric_log import around, harmless
from ministack.services import lambda_svc


def meter(log):
    @harmless
    def count(slot):
        _, running = lambda_svc.executions_in_flight()
        _, region, name = slot.split(":", 2)
        log.put(region, "AWS/Lambda", {"FunctionName": name}, {}, ConcurrentExecutions=max(1, running.get(slot, 0)))

    def starts(original):
        def acquire(*args, **kwargs):
            slot, limit = original(*args, **kwargs)
            if slot is not None:
                count(slot)
            return slot, limit

        return acquire

    around(lambda_svc, "_acquire_execution_slot", starts)
