import type { AwsAccess } from '../aws-access';
import { listQueues } from '../drive/queues';
import type { MeasuredValues } from './measured-values';

/** How much lies in each queue at this moment. */
export async function measureQueues(access: AwsAccess, at: number, values: MeasuredValues): Promise<void> {
  for (const { name, waiting, inFlight } of await listQueues(access)) {
    const metric = { region: access.region, namespace: 'AWS/SQS', dimensions: { QueueName: name } };
    values.add({ ...metric, name: 'ApproximateNumberOfMessagesVisible' }, { at, value: waiting });
    values.add({ ...metric, name: 'ApproximateNumberOfMessagesNotVisible' }, { at, value: inFlight });
  }
}
