import { DeclineCode, isIssuersDecline } from '../../../handlers/domain/decline-codes';

test('the issuer declined what it was asked, and nobody else did', () => {
  const ours = Object.values(DeclineCode).filter((code) => !isIssuersDecline(code));
  expect(ours).toEqual(['fraud-rules', 'account-limit', 'request-refused', 'not-executed']);
});
