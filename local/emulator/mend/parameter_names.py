"""A call for several parameters is allowed where each of its names is, as in AWS; the emulator asks for all names there could be.

@see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
"""
import json

from metric_log import around
from ministack.core import iam_actions, iam_evaluator

CALLS = {"GetParameters", "DeleteParameters"}


class Resources(str):
    """The first of several resources, which knows them all."""

    def __new__(cls, arns):
        self = super().__new__(cls, arns[0])
        self.arns = arns
        return self


def _names(body):
    try:
        names = json.loads(body or b"{}").get("Names", [])
    except (ValueError, AttributeError):
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _arn(name, region, account_id):
    return name if name.startswith("arn:") else f"arn:aws:ssm:{region}:{account_id}:parameter/{name.lstrip('/')}"


def mend():
    def resources(original):
        def extract(service, method, path, headers, body, query_params, region, account_id):
            call = headers.get("x-amz-target", "").split(".")[-1]
            names = _names(body) if service == "ssm" and call in CALLS else []
            if names:
                return Resources([_arn(name, region, account_id) for name in names])
            return original(service, method, path, headers, body, query_params, region, account_id)

        return extract

    def checks(original):
        def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
            for arn in getattr(resource_arn, "arns", [resource_arn]):
                denied = original(access_key_id, iam_action, service, region, arn, service_context)
                if denied:
                    return denied
            return None

        return enforce

    around(iam_actions, "extract_resource_arn", resources)
    around(iam_evaluator, "enforce", checks)
