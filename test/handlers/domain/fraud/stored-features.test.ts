import { storedFeatures } from '../../../../handlers/domain/fraud/stored-features';

test('are the features of the decision and the identifiers of its payment', () => {
  const features = { amountMinor: 100, currency: 'CHF', cardAttempts1h: 2 };
  expect(storedFeatures({ features }, { email: 'a@b.ch' })).toEqual({ ...features, email: 'a@b.ch' });
});

test('are none that no feature is called by, or that changed its kind', () => {
  const features = { cardAttempts1y: 2, amountMinor: '100', currency: 756, known: true };
  expect(storedFeatures({ features }, {})).toEqual({});
});
