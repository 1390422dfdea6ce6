import type { FraudDecision } from './fraud-decision';
import { type FraudFeatures, type Identifier, NUMBER_FEATURES, TEXT_FEATURES } from './fraud-features';

/** What a decision does not keep, because the payment has it: rules about lists look at it. */
export type Identifiers = { readonly [name in Identifier]?: string };

/** The features that a stored decision was made from. Members that no feature is called by any more are left out. */
export function storedFeatures({ features }: Pick<FraudDecision, 'features'>, identifiers: Identifiers): FraudFeatures {
  const numbers = NUMBER_FEATURES.filter((name) => typeof features[name] === 'number');
  const texts = TEXT_FEATURES.filter((name) => typeof features[name] === 'string');
  const known = Object.fromEntries([...numbers, ...texts].map((name) => [name, features[name]]));
  return { ...known, ...identifiers };
}
