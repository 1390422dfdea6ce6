"""AWS/ApiGateway of REST APIs, counted where requests reach the emulator, refused ones included.

@see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
"""
import contextvars
import time

from metric_log import MILLISECONDS, around, harmless
from ministack import app
from ministack.services import apigateway_v1

# milliseconds that integrations of the request under way took; a list, since a task of its own cannot set it anew
_integrations = contextvars.ContextVar("integrations")

UNITS = {"Latency": MILLISECONDS, "IntegrationLatency": MILLISECONDS}


def _target(host, path):
    """Name, stage and region of the REST API that a request is for, if it is for one."""
    parsed = app._parse_execute_api_url(host, path) or app._resolve_custom_domain_request(host, path)
    scope = parsed and apigateway_v1.find_api_scope(parsed[0])
    if not scope:
        return None
    account, region = scope
    api = apigateway_v1._rest_apis.get_scoped(account, region, parsed[0])
    return api["name"], parsed[1], region


def meter(log):
    @harmless
    def count(host, path, status, took, integrations):
        target = _target(host, path)
        if target is None:
            return
        name, stage, region = target
        values = {"Count": 1, "4XXError": int(400 <= status < 500), "5XXError": int(status >= 500), "Latency": took}
        if integrations:
            values["IntegrationLatency"] = sum(integrations)
        log.put(region, "AWS/ApiGateway", {"ApiName": name, "Stage": stage}, UNITS, **values)

    def requests(original):
        async def handle(host, path, *args, **kwargs):
            integrations = []
            _integrations.set(integrations)
            start = time.monotonic()
            answer = await original(host, path, *args, **kwargs)
            if answer is not None:
                count(host, path, answer[0], (time.monotonic() - start) * 1000, integrations)
            return answer

        return handle

    def integrations(original):
        async def call(*args, **kwargs):
            start = time.monotonic()
            try:
                return await original(*args, **kwargs)
            finally:
                _integrations.get([]).append((time.monotonic() - start) * 1000)

        return call

    around(app, "_handle_execute_api_request", requests)
    around(apigateway_v1, "_call_lambda_raw", integrations)
