import * as v from 'valibot';
import { DeclineCode } from '../domain/decline-codes';
import type { Money } from '../domain/money';
import type { Acquirer, AuthorizationQuestion, AuthorizationRequest, AuthorizationResult } from '../ports/acquirer';
import { AcquirerUnavailableError } from '../runtime/errors';
import type { AcquirerClient } from './acquirer-client';
import { declineCodeOf } from './acquirer-response-codes';

const statementSchema = v.object({
  authorizationId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  status: v.picklist(['approved', 'declined']),
  responseCode: v.pipe(v.string(), v.maxLength(4)),
  amountMinor: v.pipe(v.number(), v.safeInteger()),
  currency: v.string(),
});
type Statement = v.InferOutput<typeof statementSchema>;

const UNKNOWN_KEY = 'unknown-key';

function resultOf(statement: Statement, asked: Money): AuthorizationResult {
  const { authorizationId, status, responseCode, amountMinor, currency } = statement;
  if (amountMinor !== asked.amountMinor || currency !== asked.currency) {
    return { outcome: 'unknown', reason: 'amount-mismatch' };
  }
  return status === 'approved'
    ? { outcome: 'approved', acquirerReference: authorizationId }
    : { outcome: 'declined', acquirerReference: authorizationId, declineCode: declineCodeOf(responseCode) };
}

/** Authorizations over HTTPS. One request each; repeating is left to the caller, under the same key. */
export class HttpAcquirer implements Acquirer {
  constructor(private readonly client: AcquirerClient) {}

  async authorize(request: AuthorizationRequest): Promise<AuthorizationResult> {
    const { paymentId, token, amount, merchantId, acquirerKey } = request;
    const answer = await this.client.call({
      method: 'POST',
      path: 'v1/authorizations',
      idempotencyKey: acquirerKey,
      body: { token, ...amount, merchantId, reference: paymentId },
    });
    if (answer.kind === 'refused') return { outcome: 'refused', declineCode: DeclineCode.REQUEST_REFUSED };
    if (answer.kind === 'unknown') return { outcome: 'unknown', reason: answer.reason };
    const statement = v.safeParse(statementSchema, answer.body);
    if (!statement.success) return { outcome: 'unknown', reason: 'server-error' };
    return resultOf(statement.output, amount);
  }

  async find({ acquirerKey, amount }: AuthorizationQuestion): Promise<AuthorizationResult | undefined> {
    const answer = await this.client.call({
      method: 'GET',
      path: `v1/authorizations?key=${encodeURIComponent(acquirerKey)}`,
    });
    if (answer.kind === 'refused' && answer.code === UNKNOWN_KEY) return undefined;
    const statement = answer.kind === 'success' ? v.safeParse(statementSchema, answer.body) : undefined;
    if (!statement?.success)
      throw new AcquirerUnavailableError('acquirer did not tell what became of an authorization');
    return resultOf(statement.output, amount);
  }
}
