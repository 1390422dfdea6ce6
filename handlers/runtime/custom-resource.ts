import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { errorFields } from './error-fields';
import { PaymentError } from './errors';
import { type Logger, logger } from './logger';

export interface CustomResourceResult {
  /** Kept over updates, unless the resource is another one now. */
  readonly physicalResourceId: string;
  /** Attributes for `Fn::GetAtt`; never secret. */
  readonly data?: Readonly<Record<string, string>>;
}

export type CustomResourceWork = (event: CloudFormationCustomResourceEvent) => Promise<CustomResourceResult>;

interface Answer extends Partial<CustomResourceResult> {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly reason?: string;
}

/** Physical id of a resource whose creation failed: its deletion, which follows, must touch nothing. */
const NEVER_CREATED = 'never-created';
/** Time to answer before the function is killed; a stack without an answer hangs for an hour. */
const ANSWER_MS = 8_000;
const ANSWER_ATTEMPTS = 3;
const ANSWER_TIMEOUT_MS = 2_000;
const LONGEST_REASON = 1_000;

/** Answers CloudFormation whatever happens: success, failure, and no end in sight. */
export function customResource(work: CustomResourceWork, log: Pick<Logger, 'error'> = logger) {
  return async (event: CloudFormationCustomResourceEvent, context: Context): Promise<void> => {
    const answer = await answerOf(work, event, context, log);
    await send(event, context, answer, log);
  };
}

async function answerOf(
  work: CustomResourceWork,
  event: CloudFormationCustomResourceEvent,
  context: Context,
  log: Pick<Logger, 'error'>,
): Promise<Answer> {
  if (event.RequestType === 'Delete' && event.PhysicalResourceId === NEVER_CREATED) return { status: 'SUCCESS' };
  const stopWaiting = new AbortController();
  try {
    const result = await Promise.race([work(event), endOfTime(context, stopWaiting.signal)]);
    return { status: 'SUCCESS', ...result };
  } catch (error) {
    log.error('custom resource failed', error, { resourceId: event.LogicalResourceId });
    return { status: 'FAILED', reason: reasonOf(error) };
  } finally {
    stopWaiting.abort();
  }
}

async function endOfTime(context: Context, signal: AbortSignal): Promise<never> {
  const left = Math.max(0, context.getRemainingTimeInMillis() - ANSWER_MS);
  await sleep(left, undefined, { signal });
  throw new PaymentError('service-unavailable', 'it did not end within the time-out of its function');
}

/** Our own messages are safe to show; of foreign errors only the kind is told. */
function reasonOf(error: unknown): string {
  if (error instanceof PaymentError) return error.message;
  const { errorName, errorCode } = errorFields(error);
  return errorCode === undefined ? `${errorName}` : `${errorName} (${errorCode})`;
}

async function send(
  event: CloudFormationCustomResourceEvent,
  context: Context,
  answer: Answer,
  log: Pick<Logger, 'error'>,
): Promise<void> {
  const known = 'PhysicalResourceId' in event ? event.PhysicalResourceId : undefined;
  const body = JSON.stringify({
    Status: answer.status,
    Reason: `${answer.reason ?? 'Done'} (log: ${context.logGroupName} ${context.logStreamName})`.slice(
      0,
      LONGEST_REASON,
    ),
    PhysicalResourceId: answer.physicalResourceId ?? known ?? NEVER_CREATED,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: false,
    Data: answer.data ?? {},
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await put(event.ResponseURL, body);
    } catch (error) {
      log.error('answer was not taken', error, { attempt, resourceId: event.LogicalResourceId });
      if (attempt === ANSWER_ATTEMPTS) throw error;
      await sleep(200 * attempt);
    }
  }
}

/** The URL is signed for an empty content type. */
async function put(url: string, body: string): Promise<void> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const response = await fetch(url, { method: 'PUT', headers: { 'content-type': '' }, body, signal });
  await response.arrayBuffer();
  if (!response.ok) throw new PaymentError('internal-error', `CloudFormation answered ${response.status}`);
}
