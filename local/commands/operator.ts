import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { OperatorCase } from '../../handlers/ports/operator-cases';
import { FunctionAsset } from '../../src/contract/assets';
import { type AwsAccess, clientOptions } from '../aws-access';
import { callFunction } from '../drive/functions';
import { listQueues } from '../drive/queues';
import { table } from '../terminal/table';
import { deployed } from './deployed';

/** Long enough to read them all once. */
const HIDDEN_SECONDS = 2;

async function readCases(access: AwsAccess): Promise<readonly OperatorCase[]> {
  const queue = (await listQueues(access)).find(({ name }) => name.startsWith('operators-queue'));
  if (!queue) throw new Error('no operator queue is deployed');
  const client = new SQSClient(clientOptions(access));
  const cases = new Map<string, OperatorCase>();
  for (;;) {
    const receive = new ReceiveMessageCommand({
      QueueUrl: queue.url,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: HIDDEN_SECONDS,
      WaitTimeSeconds: 0,
    });
    const { Messages = [] } = await client.send(receive);
    if (Messages.every(({ MessageId = '' }) => cases.has(MessageId))) return [...cases.values()];
    for (const { MessageId = '', Body = '{}' } of Messages) cases.set(MessageId, JSON.parse(Body));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`evidence must be JSON, see docs/payment-lifecycle.md#evidence, got '${text}'`);
  }
}

/**
 * `operator` shows what waits for a person; `operator <payment id> …` has the acquirer asked about these again;
 * `operator '<evidence in JSON>'` has a payment, a step or an orphan settled by what the acquirer said on paper, and prints what stands there now.
 */
export async function operator(args: readonly string[]): Promise<number> {
  const { access } = deployed();
  const [first, ...more] = args;
  if (first?.startsWith('{')) {
    if (more.length > 0) throw new Error(`must be one piece of evidence, got ${args.length}`);
    const answer = await callFunction(access, FunctionAsset.RECONCILE_PAYMENT, { evidence: parse(first) });
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    return 0;
  }
  if (args.length > 0) await callFunction(access, FunctionAsset.RECONCILE_PAYMENT, { paymentIds: args });
  const cases = await readCases(access);
  const rows = cases.map((it) => [it.occurredAt, it.kind, it.paymentId ?? it.settlementFile ?? '', it.detail]);
  process.stdout.write(
    rows.length > 0 ? `${table(['since', 'kind', 'about', ''], rows)}\n` : 'Nothing waits for a person.\n',
  );
  return 0;
}
