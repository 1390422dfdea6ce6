import fc from 'fast-check';
import { formatAmount, notificationText } from '../../../handlers/domain/notification-text';
import { anEvent } from '../fakes/instruction';

test.each([
  [4_200, 'CHF', 'CHF 42.00'],
  [5, 'USD', 'USD 0.05'],
  [0, 'EUR', 'EUR 0.00'],
  [4_200, 'JPY', 'JPY 4200'],
  [4_200, 'KWD', 'KWD 4.200'],
  [999_999_999_999, 'CHF', 'CHF 9999999999.99'],
])('writes %i of %s as %s', (amountMinor, currency, text) => {
  expect(formatAmount(amountMinor, currency)).toBe(text);
});

test('tells a person what happened', () => {
  const declined = { eventType: 'PaymentDeclined', status: 'declined', declineCode: 'insufficient-funds' } as const;
  const { subject, body } = notificationText(anEvent(declined));
  expect(subject).toBe('Payment declined: CHF 42.00');
  expect(body.split('\n')).toEqual([
    'Payment: 0193f3a0-0000-7000-8000-000000000001',
    'Status: declined',
    'Amount: CHF 42.00',
    'Card: visa 400000******0009',
    'Merchant: merchant-1',
    'Reference: order 7',
    'Reason: insufficient-funds',
    'Time: 2026-11-21T10:02:01.000Z',
    '',
  ]);
});

test('tells of a step what it moved, and by its own name', () => {
  const event = anEvent({ eventType: 'PaymentCaptureReversed', status: 'authorized', stepMinor: 1_500 });
  const { subject, body } = notificationText(event);
  expect(subject).toBe('Payment capture reversed: CHF 15.00');
  expect(body).toContain('Status: authorized\nAmount: CHF 42.00\nMoved: CHF 15.00\n');
});

test('lets no text from outside forge a line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (merchantReference) => {
      const { body } = notificationText(anEvent({ merchantReference }));
      expect(body.split(/\r\n|[\n\r\v\f\u0085]/)).toHaveLength(8);
    }),
  );
});
