import { randomUUID } from 'node:crypto';
import { cardNetwork, passesLuhn } from './card-network';
import { Refusal } from './refusal';
import { type Behaviour, findTestCard } from './test-cards';

/** What the vault keeps of a card: the mask and how its authorizations go. The number and CVV are gone when `store` returns. */
export interface TokenRecord {
  readonly token: string;
  readonly network: string;
  readonly bin: string;
  readonly lastFour: string;
  readonly maskedPan: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly issuerCountry?: string;
  readonly behaviour: Behaviour;
  readonly responseCode?: string;
}

type Fields = Readonly<Record<string, unknown>>;

function requireMatch(fields: Fields, field: string, pattern: RegExp): string {
  const value = fields[field];
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new Refusal(422, 'invalid-card', `/${field}`);
}

function requireInteger(fields: Fields, field: string, min: number, max: number): number {
  const value = fields[field];
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Refusal(422, 'invalid-card', `/${field}`);
}

export class Vault {
  private readonly records = new Map<string, TokenRecord>();

  store(fields: Fields): TokenRecord {
    const number = requireMatch(fields, 'number', /^\d{12,19}$/);
    if (!passesLuhn(number)) throw new Refusal(422, 'invalid-card', '/number');
    requireMatch(fields, 'cvv', /^\d{3,4}$/);
    const known = findTestCard(number);
    const record: TokenRecord = {
      token: `tok_${randomUUID()}`,
      network: cardNetwork(number),
      bin: number.slice(0, 6),
      lastFour: number.slice(-4),
      maskedPan: `${number.slice(0, 6)}${'*'.repeat(number.length - 10)}${number.slice(-4)}`,
      expiryMonth: requireInteger(fields, 'expiryMonth', 1, 12),
      expiryYear: requireInteger(fields, 'expiryYear', 2000, 2100),
      ...(known && { issuerCountry: known.issuerCountry }),
      behaviour: known?.behaviour ?? 'approve',
      ...(known?.responseCode && { responseCode: known.responseCode }),
    };
    this.records.set(record.token, record);
    return record;
  }

  find(token: string): TokenRecord | undefined {
    return this.records.get(token);
  }

  tokens(): readonly TokenRecord[] {
    return [...this.records.values()];
  }
}
