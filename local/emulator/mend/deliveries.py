"""What an HTTPS subscriber did not take is sent again, as SNS does: after 15 seconds without an answer, three more times.

@see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
"""
import logging
import time
import urllib.error
import urllib.request

from metric_log import around
from ministack.services import sns

SECONDS_TO_ANSWER = 15
RETRIES = 3
SECONDS_BETWEEN = 20


def _post(endpoint, payload, message_type):
    headers = {"Content-Type": "text/plain; charset=UTF-8", "x-amz-sns-message-type": message_type}
    request = urllib.request.Request(endpoint, data=payload.encode(), headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=SECONDS_TO_ANSWER) as answer:
        return answer.status


def _is_final(error):
    """What the subscriber refused, it would refuse again; 429 asks for another time."""
    return isinstance(error, urllib.error.HTTPError) and 400 <= error.code < 500 and error.code != 429


def mend():
    def posts(_original):
        def post(endpoint, payload, message_type):
            for attempt in range(RETRIES + 1):
                try:
                    return _post(endpoint, payload, message_type)
                except OSError as error:
                    if _is_final(error) or attempt == RETRIES:
                        raise
                    logging.getLogger("sns").warning("delivery to %s comes again: %s", endpoint, error)
                    time.sleep(SECONDS_BETWEEN)

        return post

    around(sns, "_http_post_sync", posts)
