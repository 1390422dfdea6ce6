import * as v from 'valibot';
import type { SubmissionKind } from '../domain/ledger/submission';
import type { AcquirerSubmissions, SubmissionRequest, SubmissionResult } from '../ports/acquirer-submissions';
import { AcquirerUnavailableError } from '../runtime/errors';
import type { AcquirerClient } from './acquirer-client';

const statementSchema = v.object({
  submissionId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  status: v.picklist(['accepted', 'refused']),
  amountMinor: v.pipe(v.number(), v.safeInteger()),
  currency: v.string(),
});

const COLLECTIONS: Readonly<Record<SubmissionKind, string>> = { capture: 'captures', void: 'voids', refund: 'refunds' };

const UNKNOWN_KEY = 'unknown-key';

function pathOf({ kind, acquirerReference }: SubmissionRequest): string {
  return `v1/authorizations/${encodeURIComponent(acquirerReference)}/${COLLECTIONS[kind]}`;
}

function resultOf(body: unknown, { amount }: SubmissionRequest): SubmissionResult {
  const statement = v.safeParse(statementSchema, body);
  if (!statement.success) return { outcome: 'unknown', reason: 'server-error' };
  const { submissionId, status, amountMinor, currency } = statement.output;
  if (status === 'refused') return { outcome: 'refused' };
  return amountMinor === amount.amountMinor && currency === amount.currency
    ? { outcome: 'accepted', acquirerReference: submissionId }
    : { outcome: 'unknown', reason: 'amount-mismatch' };
}

/** Captures, voids and refunds over HTTPS. One request each; repeating is left to the caller, under the same key. */
export class HttpAcquirerSubmissions implements AcquirerSubmissions {
  constructor(private readonly client: AcquirerClient) {}

  async submit(request: SubmissionRequest): Promise<SubmissionResult> {
    const answer = await this.client.call({
      method: 'POST',
      path: pathOf(request),
      idempotencyKey: request.acquirerKey,
      body: request.amount,
    });
    if (answer.kind === 'refused') return { outcome: 'refused' };
    if (answer.kind === 'unknown') return { outcome: 'unknown', reason: answer.reason };
    return resultOf(answer.body, request);
  }

  async find(request: SubmissionRequest): Promise<SubmissionResult | undefined> {
    const answer = await this.client.call({
      method: 'GET',
      path: `${pathOf(request)}?key=${encodeURIComponent(request.acquirerKey)}`,
    });
    if (answer.kind === 'refused' && answer.code === UNKNOWN_KEY) return undefined;
    if (answer.kind === 'success') return resultOf(answer.body, request);
    throw new AcquirerUnavailableError('acquirer did not tell what became of a submission');
  }
}
