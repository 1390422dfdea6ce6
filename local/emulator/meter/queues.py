"""AWS/SQS: messages counted as they are sent, received and deleted; what lies in queues looked at every few seconds.

Events of S3 and EventBridge that go into a queue are not counted as sent.
@see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
"""
import threading
import time

from metric_log import SECONDS, around, harmless
from ministack.services import sqs

LOOK_EVERY = 5
# a queue that stays empty says so in every minute, as in AWS
REPEAT_EVERY = 55
# SQS takes a message for poisonous that was received so often, and looks at the next for the age
POISONOUS_FROM = 3


def _state(queue, now):
    """How many messages are in which state, and the age of the oldest."""
    messages = list(queue["messages"])
    counts = {"Visible": 0, "NotVisible": 0, "Delayed": 0}
    for message in messages:
        received = message.get("receive_count", 0)
        counts["Visible" if message["visible_at"] <= now else "NotVisible" if received else "Delayed"] += 1
    since = [(each.get("receive_count", 0) >= POISONOUS_FROM, each["sent_at"]) for each in messages]
    age = max(0, now - min(since)[1]) if since else 0
    return {f"ApproximateNumberOfMessages{state}": count for state, count in counts.items()}, age


class Looker:
    def __init__(self, log):
        self._log = log
        self._looked_at = {}

    @harmless
    def look(self):
        now = time.time()
        for (_, region, url), queue in sqs._queues.to_dict().items():
            counts, age = _state(queue, now)
            before, when = self._looked_at.get(url, (None, 0))
            if counts == before and not any(counts.values()) and now - when < REPEAT_EVERY:
                continue
            self._looked_at[url] = (counts, now)
            units = {"ApproximateAgeOfOldestMessage": SECONDS}
            values = {**counts, "ApproximateAgeOfOldestMessage": round(age, 3)}
            self._log.put(region, "AWS/SQS", {"QueueName": queue["name"]}, units, **values)

    def run(self):
        while True:
            self.look()
            time.sleep(LOOK_EVERY)


@harmless
def count(log, queue_arn, what, how_many):
    if how_many:
        _, _, _, region, _, name = queue_arn.split(":", 5)
        log.put(region, "AWS/SQS", {"QueueName": name}, {}, **{f"NumberOfMessages{what}": how_many})


def meter(log):
    def of_url(url, what, how_many):
        count(log, sqs._get_q(url)["attributes"]["QueueArn"], what, how_many)

    def sends(original):
        def send(data, url):
            result = original(data, url)
            of_url(data.get("QueueUrl", url), "Sent", 1)
            return result

        return send

    def receipts(original):
        def collect(queue, *args):
            messages = original(queue, *args)
            count(log, queue["attributes"]["QueueArn"], "Received", len(messages))
            return messages

        return collect

    def deletions(original):
        def delete(data, url):
            result = original(data, url)
            # of a batch it says which, of a single one it has failed otherwise
            of_url(data.get("QueueUrl", url), "Deleted", len(result.get("Successful", [data])))
            return result

        return delete

    def deletions_for_functions(original):
        def delete(url, receipt_handles):
            original(url, receipt_handles)
            of_url(url, "Deleted", len(receipt_handles))

        return delete

    handled = [("_act_send_message", sends), ("_act_delete_message", deletions), ("_act_delete_message_batch", deletions)]
    for name, wrap in handled:
        original, replacement = around(sqs, name, wrap)
        # requests are handled by a table of functions
        sqs._HANDLERS.update({action: replacement for action, fn in sqs._HANDLERS.items() if fn is original})
    around(sqs, "_collect_msgs", receipts)
    around(sqs, "_delete_messages_for_esm", deletions_for_functions)
    threading.Thread(target=Looker(log).run, daemon=True).start()
