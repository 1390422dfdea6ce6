/**
 * The only fields that reach a log. Everything here is ours: ids, states, counts, durations.
 * Nothing that a client, an acquirer or a foreign error wrote may be added.
 */
export interface LogFields {
  readonly paymentId?: string;
  readonly correlationId?: string;
  readonly requestId?: string;
  readonly eventId?: string;
  readonly messageId?: string;
  readonly eventType?: string;
  readonly functionName?: string;
  readonly status?: string | number;
  readonly outcome?: string;
  readonly reason?: string;
  readonly currency?: string;
  readonly network?: string;
  readonly declineCode?: string;
  readonly rule?: string;
  readonly score?: number;
  readonly sequence?: number;
  readonly attempt?: number;
  readonly count?: number;
  readonly failed?: number;
  readonly durationMs?: number;
  readonly ageSeconds?: number;
  readonly increments?: number;
  readonly parameterName?: string;
  readonly secretArn?: string;
  readonly secretStep?: string;
  readonly migration?: string;
  readonly resourceId?: string;
  readonly consumer?: string;
  readonly errorName?: string;
  readonly errorCode?: string;
  readonly errorAt?: string;
  readonly causeName?: string;
  readonly causeCode?: string;
  readonly httpStatus?: number;
}

const allowed: Readonly<Record<keyof LogFields, true>> = {
  paymentId: true,
  correlationId: true,
  requestId: true,
  eventId: true,
  messageId: true,
  eventType: true,
  functionName: true,
  status: true,
  outcome: true,
  reason: true,
  currency: true,
  network: true,
  declineCode: true,
  rule: true,
  score: true,
  sequence: true,
  attempt: true,
  count: true,
  failed: true,
  durationMs: true,
  ageSeconds: true,
  increments: true,
  parameterName: true,
  secretArn: true,
  secretStep: true,
  migration: true,
  resourceId: true,
  consumer: true,
  errorName: true,
  errorCode: true,
  errorAt: true,
  causeName: true,
  causeCode: true,
  httpStatus: true,
};

const LONGEST_VALUE = 256;
const ID_OR_DIGITS = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d(?:[ -]?\d){12,18}/gi;

/** Second line of defence: what looks like a card number is starred, wherever it came from. */
export function mask(text: string): string {
  return text.replace(ID_OR_DIGITS, (found) => (isCardNumber(found) ? '*'.repeat(12) : found));
}

/** Keeps the fields of the allow-list, as short scalars; the rest is dropped, whatever its type says. */
export function allowedFields(fields: LogFields): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(allowed, name)) continue;
    if (typeof value === 'string') kept[name] = mask(value).slice(0, LONGEST_VALUE);
    else if (typeof value === 'number') kept[name] = value;
  }
  return kept;
}

function isCardNumber(found: string): boolean {
  const digits = found.replace(/[ -]/g, '');
  if (!/^\d{13,19}$/.test(digits)) return false; // an identifier
  let sum = 0;
  for (let position = 0; position < digits.length; position += 1) {
    const digit = Number(digits[digits.length - 1 - position]) * (position % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
