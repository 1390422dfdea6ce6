"""AWS/SNS, counted where topics publish and where queues and HTTPS endpoints take what they are sent.

@see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
"""
import contextvars

import queues
from metric_log import BYTES, around, harmless
from ministack.core.responses import get_account_id
from ministack.services import sns, sqs

# ARN of the topic that is delivering
_topic = contextvars.ContextVar("topic", default=None)


def _accepts(queue_arn, topic_arn):
    """What the emulator asks of a queue before it delivers; it does not tell the answer."""
    account = topic_arn.split(":")[4] or get_account_id()
    return sqs._queue_by_arn(queue_arn) is not None and sqs.queue_policy_allows(
        queue_arn, "sns.amazonaws.com", topic_arn, account
    )


def meter(log):
    @harmless
    def count(topic_arn, **values):
        _, _, _, region, _, name = topic_arn.split(":", 5)
        log.put(region, "AWS/SNS", {"TopicName": name}, {"PublishSize": BYTES}, **values)

    def delivered(topic_arn, went_well):
        count(topic_arn, NumberOfNotificationsDelivered=int(went_well), NumberOfNotificationsFailed=int(not went_well))

    def publications(original):
        def fan_out(topic_arn, msg_id, message, *args, **kwargs):
            count(topic_arn, NumberOfMessagesPublished=1, PublishSize=len(message.encode()))
            before = _topic.set(topic_arn)
            try:
                return original(topic_arn, msg_id, message, *args, **kwargs)
            finally:
                _topic.reset(before)

        return fan_out

    def queue_deliveries(original):
        def deliver(endpoint, envelope, *args, **kwargs):
            accepts = _accepts(endpoint, _topic.get())
            delivered(_topic.get(), accepts)
            if accepts:
                queues.count(log, endpoint, "Sent", 1)
            return original(endpoint, envelope, *args, **kwargs)

        return deliver

    def endpoint_deliveries(original):
        def deliver(endpoint, payload):
            topic_arn = _topic.get()

            async def later():  # in a thread of its own, which knows nothing of this one
                _topic.set(topic_arn)
                await original(endpoint, payload)

            return later()

        return deliver

    def posts(original):
        def post(endpoint, payload, message_type):
            topic_arn = _topic.get()
            try:
                status = original(endpoint, payload, message_type)
            except Exception:
                if topic_arn:
                    delivered(topic_arn, False)
                raise
            if topic_arn:  # none confirms a subscription
                delivered(topic_arn, True)
            return status

        return post

    around(sns, "_fanout", publications)
    around(sns, "_deliver_to_sqs", queue_deliveries)
    around(sns, "_deliver_to_http", endpoint_deliveries)
    around(sns, "_http_post_sync", posts)
