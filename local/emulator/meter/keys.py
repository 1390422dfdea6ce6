"""AWS/KMS, counted at each request that a key was used for.

@see https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
"""
import json

from metric_log import around, harmless
from ministack.core.responses import get_region
from ministack.services import kms


def meter(log):
    @harmless
    def count(operation, status, text):
        answer = json.loads(text) if status == 200 and text else {}
        # that of a key itself is told by answers that create and describe it, in another place
        if "KeyId" in answer:
            arn = kms._resolve_key(answer["KeyId"])["Arn"]
            log.put(get_region(), "AWS/KMS", {"KeyArn": arn, "Operation": operation}, {}, SuccessfulRequest=1)

    def requests(original):
        async def handle(method, path, headers, body, query_params):
            status, sent, text = await original(method, path, headers, body, query_params)
            count(headers.get("x-amz-target", "").split(".")[-1], status, text)
            return status, sent, text

        return handle

    around(kms, "handle_request", requests)
