import { type RequestedStep, stepRequests } from '../api/step-request';
import { check } from '../api/violations';
import { stepRequestHash } from '../domain/request-hash';
import { RequestError } from '../runtime/errors';
import type { HttpRequest } from '../runtime/http-request';
import { readIdempotencyKey } from '../runtime/idempotency-key';
import { readJsonBody } from '../runtime/json-body';

export interface AcceptedStep {
  readonly callerId: string;
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly requestHash: string;
  readonly amountMinor?: number;
  readonly sourceIp?: string;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

const STEPS: Readonly<Record<string, RequestedStep>> = { capture: 'capture', void: 'void', refunds: 'refund' };

/** By the last segment of the path, whatever the paths before it are. */
export function requestedStepOf(path: string): RequestedStep {
  const [segment = ''] = /[^/]+(?=\/*$)/.exec(path) ?? [];
  if (Object.hasOwn(STEPS, segment)) return STEPS[segment] as RequestedStep;
  throw new RequestError('route-not-found', 'the path names no step of a payment');
}

/** Caller, key, body, payment: in this order, each only if the one before was right. Throws `RequestError`. */
export function readStepRequest(kind: RequestedStep, request: HttpRequest): AcceptedStep {
  const { callerId, pathParameters, sourceIp } = request;
  if (callerId === undefined) throw new RequestError('caller-unknown', 'the request carries no identity');
  const idempotencyKey = readIdempotencyKey(request);
  const body = request.body.byteLength === 0 ? {} : readJsonBody(request);
  const checked = check<{ readonly amountMinor?: number }>(stepRequests[kind], body);
  if (!checked.ok) {
    throw new RequestError('request-invalid', 'the body does not meet the contract', {
      violations: checked.violations,
    });
  }
  const { amountMinor } = checked.value;
  const paymentId = (pathParameters.id ?? '').toLowerCase();
  if (!UUID.test(paymentId)) throw unknownPayment();
  const requestHash = stepRequestHash({ paymentId, step: kind, amountMinor });
  return { callerId, idempotencyKey, paymentId, requestHash, amountMinor, sourceIp };
}

/** Of a payment of somebody else as well: another answer would confirm the id. */
export function unknownPayment(): RequestError {
  return new RequestError('payment-not-found', 'no payment of this caller has that id');
}
