import { readPaymentInstruction } from '../../../handlers/adapters/payment-instruction-message';
import { EventRefusedError } from '../../../handlers/runtime/errors';
import { anInstruction } from '../fakes/instruction';

const { card, amount } = anInstruction();

test('reads an instruction as it was queued', () => {
  expect(readPaymentInstruction(JSON.stringify(anInstruction()))).toEqual(anInstruction());
});

test('reads where the caller sat, which messages of older versions do not say', () => {
  const instruction = anInstruction({ sourceIp: '2001:db8::7' });
  expect(readPaymentInstruction(JSON.stringify(instruction))).toEqual(instruction);
});

test('drops members it does not know, so that nothing is carried on by accident', () => {
  const body = JSON.stringify({ ...anInstruction(), card: { ...card, number: '4242424242424242' } });
  expect(readPaymentInstruction(body)).toEqual(anInstruction());
});

test.each([
  ['text', 'hello'],
  ['no card', JSON.stringify({ ...anInstruction(), card: undefined })],
  ['a fraction of a minor unit', JSON.stringify({ ...anInstruction(), amount: { ...amount, amountMinor: 1.5 } })],
  ['an amount of nothing', JSON.stringify({ ...anInstruction(), amount: { ...amount, amountMinor: 0 } })],
  [
    'a mask that masks nothing',
    JSON.stringify({ ...anInstruction(), card: { ...card, maskedPan: '4242424242424242' } }),
  ],
  ['a time that is none', JSON.stringify({ ...anInstruction(), receivedAt: 'today' })],
])('fails for %s, and quotes nothing of it', (_case, body) => {
  const read = () => readPaymentInstruction(body);
  expect(read).toThrow(EventRefusedError);
  expect(read).toThrow(/^message must be a payment instruction, and is not at '[\w. ]+'$/);
});
