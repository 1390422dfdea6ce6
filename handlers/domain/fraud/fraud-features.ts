import type { PaymentInstruction } from '../payment';

export const VELOCITY_WINDOWS = ['1h', '24h', '7d'] as const;
export type VelocityWindow = (typeof VELOCITY_WINDOWS)[number];

/** By whom attempts are counted. */
export const VELOCITY_SUBJECTS = ['card', 'customer', 'email', 'ip'] as const;
export type VelocitySubject = (typeof VELOCITY_SUBJECTS)[number];

export interface VelocityCount {
  readonly attempts: number;
  /** Sum in the currency of the payment that asks. */
  readonly amountMinor: number;
}

/** Subjects that are not known (no e-mail, no address) are absent. */
export type VelocityCounts = {
  readonly [subject in VelocitySubject]?: Readonly<Record<VelocityWindow, VelocityCount>>;
};

export type NumberFeature = 'amountMinor' | `${VelocitySubject}${'Attempts' | 'Amount'}${VelocityWindow}`;

export const NUMBER_FEATURES: readonly NumberFeature[] = [
  'amountMinor',
  ...VELOCITY_SUBJECTS.flatMap((subject) =>
    VELOCITY_WINDOWS.flatMap((window) => [`${subject}Attempts${window}`, `${subject}Amount${window}`] as const),
  ),
];

/** Facts about the payment that may be kept with a decision. */
const FACTS = ['currency', 'merchantId', 'network', 'issuerCountry', 'ipCountry', 'emailDomain'] as const;
/** Facts that point at a person or a card: rules may use them, decisions do not keep them (the payment has them). */
const IDENTIFIERS = ['cardFingerprint', 'cardBin', 'customerId', 'email', 'ipAddress'] as const;

export const TEXT_FEATURES = [...FACTS, ...IDENTIFIERS] as const;
export type TextFeature = (typeof TEXT_FEATURES)[number];

/** What rules look at. A feature that is not known is absent, and rules that need it say `no-data`. */
export type FraudFeatures = { readonly [name in NumberFeature]?: number } & { readonly [name in TextFeature]?: string };

export interface VelocityKey {
  readonly subject: VelocitySubject;
  readonly value: string;
}

/** Whom to count for a payment. Customer ids are the merchant's own, hence unique only within it. */
export function velocityKeys({ card, customer, merchantId }: PaymentInstruction): readonly VelocityKey[] {
  const email = customer.email?.trim().toLowerCase();
  return [
    { subject: 'card', value: card.fingerprint },
    { subject: 'customer', value: `${merchantId}/${customer.id}` },
    ...(email ? [{ subject: 'email', value: email } as const] : []),
    ...(customer.ipAddress ? [{ subject: 'ip', value: customer.ipAddress } as const] : []),
  ];
}

function velocityFeatures(counts: VelocityCounts): FraudFeatures {
  const features: { [name in NumberFeature]?: number } = {};
  for (const subject of VELOCITY_SUBJECTS) {
    for (const window of VELOCITY_WINDOWS) {
      const count = counts[subject]?.[window];
      if (!count) continue;
      features[`${subject}Attempts${window}`] = count.attempts;
      features[`${subject}Amount${window}`] = count.amountMinor;
    }
  }
  return features;
}

export function fraudFeatures(instruction: PaymentInstruction, counts: VelocityCounts): FraudFeatures {
  const { amount, card, customer, merchantId } = instruction;
  const email = customer.email?.trim().toLowerCase();
  const known: { [name in TextFeature]: string | undefined } = {
    currency: amount.currency,
    merchantId,
    network: card.network,
    issuerCountry: card.issuerCountry,
    ipCountry: customer.ipCountry,
    emailDomain: email?.split('@').at(-1),
    cardFingerprint: card.fingerprint,
    cardBin: card.bin,
    customerId: customer.id,
    email,
    ipAddress: customer.ipAddress,
  };
  const texts = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { ...texts, ...velocityFeatures(counts), amountMinor: amount.amountMinor };
}

/** The features a decision keeps. */
export function featuresToKeep(features: FraudFeatures): Readonly<Record<string, number | string>> {
  const identifiers = new Set<string>(IDENTIFIERS);
  return Object.fromEntries(Object.entries(features).filter(([name]) => !identifiers.has(name)));
}
