import type { PaymentInstruction } from '../payment';
import { mailDomainOf } from './mail-domain';
import {
  type CardHistory,
  VELOCITY_SUBJECTS,
  VELOCITY_WINDOWS,
  type VelocityCounts,
  type VelocitySubject,
  type VelocityWindow,
} from './velocity';

/** Subjects that use several cards; a card is one card. */
const CARD_HOLDERS = ['customer', 'email', 'ip'] as const;

export type NumberFeature =
  | 'amountMinor'
  | 'amountToCardAverage'
  | 'cardAgeHours'
  | 'disposableMail'
  | `${VelocitySubject}${'Attempts' | 'Declines' | 'Amount'}${VelocityWindow}`
  | `${(typeof CARD_HOLDERS)[number]}Cards${VelocityWindow}`;

export const NUMBER_FEATURES: readonly NumberFeature[] = [
  'amountMinor',
  'amountToCardAverage',
  'cardAgeHours',
  'disposableMail',
  ...VELOCITY_SUBJECTS.flatMap((subject) =>
    VELOCITY_WINDOWS.flatMap(
      (window) => [`${subject}Attempts${window}`, `${subject}Declines${window}`, `${subject}Amount${window}`] as const,
    ),
  ),
  ...CARD_HOLDERS.flatMap((subject) => VELOCITY_WINDOWS.map((window) => `${subject}Cards${window}` as const)),
];

/** An average of fewer payments says nothing about a card. */
const AVERAGE_MIN_ATTEMPTS = 3;

/** Facts about the payment that may be kept with a decision. */
const FACTS = ['currency', 'merchantId', 'network', 'issuerCountry', 'ipCountry', 'emailDomain'] as const;
/** Facts that point at a person or a card: rules may use them, decisions do not keep them (the payment has them). */
const IDENTIFIERS = ['cardFingerprint', 'cardBin', 'customerId', 'email', 'ipAddress'] as const;
export type Identifier = (typeof IDENTIFIERS)[number];

export const TEXT_FEATURES = [...FACTS, ...IDENTIFIERS] as const;
export type TextFeature = (typeof TEXT_FEATURES)[number];

/** What rules look at. A feature that is not known is absent, and rules that need it say `no-data`. */
export type FraudFeatures = { readonly [name in NumberFeature]?: number } & { readonly [name in TextFeature]?: string };

type Numbers = { [name in NumberFeature]?: number };

function velocityFeatures(counts: VelocityCounts): FraudFeatures {
  const features: Numbers = {};
  for (const subject of VELOCITY_SUBJECTS) {
    for (const window of VELOCITY_WINDOWS) {
      const count = counts[subject]?.[window];
      if (!count) continue;
      features[`${subject}Attempts${window}`] = count.attempts;
      features[`${subject}Declines${window}`] = count.declines;
      features[`${subject}Amount${window}`] = count.amountMinor;
      if (subject !== 'card') features[`${subject}Cards${window}`] = count.cards;
    }
  }
  return features;
}

/** Hundredths are enough for a ratio, and keep decisions readable. */
function historyFeatures(history: CardHistory | undefined, amountMinor: number): FraudFeatures {
  if (!history) return {};
  const { ageHours, attempts, amountMinor: total } = history;
  const features: Numbers = { cardAgeHours: ageHours };
  if (attempts >= AVERAGE_MIN_ATTEMPTS && total > 0) {
    features.amountToCardAverage = Math.round((amountMinor * attempts * 100) / total) / 100;
  }
  return features;
}

/** `disposableMail` is what the list says of the e-mail's domain, if there is one. */
export function fraudFeatures(
  instruction: PaymentInstruction,
  counts: VelocityCounts,
  disposableMail?: boolean,
): FraudFeatures {
  const { amount, card, customer, merchantId } = instruction;
  const email = customer.email?.trim().toLowerCase();
  const known: { [name in TextFeature]: string | undefined } = {
    currency: amount.currency,
    merchantId,
    network: card.network,
    issuerCountry: card.issuerCountry,
    ipCountry: customer.ipCountry,
    emailDomain: mailDomainOf(email),
    cardFingerprint: card.fingerprint,
    cardBin: card.bin,
    customerId: customer.id,
    email,
    ipAddress: customer.ipAddress,
  };
  const texts = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  const { amountMinor } = amount;
  return {
    ...texts,
    ...velocityFeatures(counts),
    ...historyFeatures(counts.cardHistory, amountMinor),
    ...(disposableMail !== undefined && { disposableMail: Number(disposableMail) }),
    amountMinor,
  };
}

/** The features a decision keeps. */
export function featuresToKeep(features: FraudFeatures): Readonly<Record<string, number | string>> {
  const identifiers = new Set<string>(IDENTIFIERS);
  return Object.fromEntries(Object.entries(features).filter(([name]) => !identifiers.has(name)));
}
