"""AWS/DynamoDB, counted at each request; capacity as the emulator answers it when asked with ReturnConsumedCapacity.

Its reads cost what an item of up to 4 KB costs. A write that its condition refused is answered without capacity: it
counts as one unit, which is what DynamoDB takes for an item of up to 1 KB. Throttles are not counted: the emulator has no
limit, and zeros would look as if somebody had watched one.
@see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
"""
import json
import time
import zlib

from metric_log import MILLISECONDS, around, harmless
from ministack.core.responses import get_region
from ministack.services import dynamodb

READS = {"GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems"}
WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}

REFUSED_BY_CONDITION = "ConditionalCheckFailedException"


def _asking(data):
    """The request, asking for its capacity as well."""
    return json.dumps({**data, "ReturnConsumedCapacity": "TOTAL"}).encode()


def _unasked(answer, body, headers):
    """The answer as it would have been without our question."""
    plain = json.dumps({name: value for name, value in answer.items() if name != "ConsumedCapacity"}).encode()
    return plain, {**headers, "x-amz-crc32": str(zlib.crc32(plain) & 0xFFFFFFFF)} if plain != body else headers


def _tables(data, answer):
    """Capacity of each table that a request was about."""
    consumed = answer.get("ConsumedCapacity") or []
    by_table = {each["TableName"]: each["CapacityUnits"] for each in (consumed if isinstance(consumed, list) else [consumed])}
    refused = REFUSED_BY_CONDITION in answer.get("__type", "")
    return by_table or {data.get("TableName", ""): 1.0 if refused else 0.0}


def meter(log):
    @harmless
    def count(operation, data, status, answer, took):
        region, error = get_region(), answer.get("__type", "")
        if status == 400 and REFUSED_BY_CONDITION not in error:
            log.put(region, "AWS/DynamoDB", {}, {}, UserErrors=1)
            return
        kind = "Read" if operation in READS else "Write"
        for arn, units in _tables(data, answer).items():
            table = {"TableName": arn.split("/")[-1]}
            capacity = {f"Consumed{kind}CapacityUnits": units} if units else {}
            refused = {"ConditionalCheckFailedRequests": 1} if REFUSED_BY_CONDITION in error else {}
            if capacity or refused:
                log.put(region, "AWS/DynamoDB", table, {}, **capacity, **refused)
            of_operation = {"SystemErrors": int(status >= 500)}
            if status == 200:
                of_operation["SuccessfulRequestLatency"] = took
            units_of = {"SuccessfulRequestLatency": MILLISECONDS}
            log.put(region, "AWS/DynamoDB", {**table, "Operation": operation}, units_of, **of_operation)

    def requests(original):
        async def handle(method, path, headers, body, query_params):
            operation = headers.get("x-amz-target", "").split(".")[-1]
            if operation not in READS | WRITES:
                return await original(method, path, headers, body, query_params)
            data = json.loads(body)
            asked = data.get("ReturnConsumedCapacity", "NONE") != "NONE"
            start = time.monotonic()
            status, sent, text = await original(method, path, headers, body if asked else _asking(data), query_params)
            took = (time.monotonic() - start) * 1000
            answer = json.loads(text)
            count(operation, data, status, answer, took)
            if asked or "ConsumedCapacity" not in answer:
                return status, sent, text
            plain, plain_headers = _unasked(answer, text, sent)
            return status, plain_headers, plain

        return handle

    around(dynamodb, "handle_request", requests)
