import type { AuthorizationOrder } from './book';
import { Refusal } from './refusal';

type Fields = Readonly<Record<string, unknown>>;

function requireText(fields: Fields, field: string, pattern: RegExp): string {
  const value = fields[field];
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new Refusal(422, 'invalid-request', `/${field}`);
}

export function requireAmount({ amountMinor }: Fields): number {
  if (typeof amountMinor === 'number' && Number.isSafeInteger(amountMinor) && amountMinor >= 1) return amountMinor;
  throw new Refusal(422, 'invalid-request', '/amountMinor');
}

export const requireCurrency = (fields: Fields): string => requireText(fields, 'currency', /^[A-Z]{3}$/);

/** Fields in a fixed order, so that the same order always hashes to the same value. */
export function parseOrder(fields: Fields): AuthorizationOrder {
  const amountMinor = requireAmount(fields);
  return {
    token: requireText(fields, 'token', /^tok_[0-9a-f-]{36}$/),
    amountMinor,
    currency: requireCurrency(fields),
    merchantId: requireText(fields, 'merchantId', /^.{1,64}$/),
    reference: requireText(fields, 'reference', /^.{1,64}$/),
  };
}

export function requireKey(value: string | string[] | null | undefined): string {
  if (typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value)) return value;
  throw new Refusal(400, 'idempotency-key-missing');
}
