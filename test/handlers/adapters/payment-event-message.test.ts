import { readPaymentEvent } from '../../../handlers/adapters/payment-event-message';
import { EventRefusedError } from '../../../handlers/runtime/errors';
import { anEvent } from '../fakes/instruction';

test('reads an event, raw or in the topic’s envelope', () => {
  const raw = JSON.stringify(anEvent());
  expect(readPaymentEvent(raw)).toEqual(anEvent());
  expect(readPaymentEvent(JSON.stringify({ Type: 'Notification', Message: raw }))).toEqual(anEvent());
});

test('reads what a step moved, and what all steps add up to', () => {
  const event = anEvent({ stepMinor: 10, capturedMinor: 10, releasedMinor: 0, refundedMinor: 0 });
  expect(readPaymentEvent(JSON.stringify(event))).toEqual(event);
});

test('drops members it does not know', () => {
  expect(readPaymentEvent(JSON.stringify({ ...anEvent(), added: 'later' }))).toEqual(anEvent());
});

test.each([
  ['text', 'hello'],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['another version', JSON.stringify({ ...anEvent(), version: 2 })],
  ['another status', JSON.stringify({ ...anEvent(), status: 'settled' })],
  ['a card number in clear', JSON.stringify({ ...anEvent(), maskedPan: '4242424242424242' })],
  ['an envelope around something else', JSON.stringify({ Type: 'Notification', Message: '{}' })],
])('fails for %s, and quotes nothing of it', (_case, body) => {
  const read = () => readPaymentEvent(body);
  expect(read).toThrow(EventRefusedError);
  expect(read).toThrow(/^message must be a payment event of version 1, and is not at '[\w. ]+'$/);
});
