import { type ProcessPaymentPorts, processPayment } from '../../../handlers/process-payment/process-payment';
import { anInstruction } from '../fakes/instruction';
import { processPaymentWorld } from './process-payment-harness';

/** The ledger declines what the acquirer authorized. */
function limited(ports: ProcessPaymentPorts): ProcessPaymentPorts {
  const { ledger } = ports;
  return {
    ...ports,
    ledger: {
      find: (callerId, key) => ledger.find(callerId, key),
      commit: ({ acquirerReference: _given, ...decision }) =>
        ledger.commit({ ...decision, status: 'declined', declineCode: 'account-limit' }),
    },
  };
}

test('an authorization past an account limit is a declined payment, and is given back to the acquirer', async () => {
  const { world, ports } = processPaymentWorld();
  const instruction = anInstruction();
  await processPayment(limited(ports), instruction);
  const [payment] = world.ledger.payments.values();
  expect(payment).toMatchObject({ status: 'declined', declineCode: 'account-limit' });
  expect(world.orphans).toEqual([{ paymentId: instruction.paymentId, amount: instruction.amount }]);
  expect(world.metrics.sums).toMatchObject({ PaymentDeclined: 1 });
  expect(world.metrics.sums).not.toHaveProperty('PaymentAuthorized');
});

test('it is given back also by the delivery after one that died before it could', async () => {
  const { world, ports } = processPaymentWorld();
  const instruction = anInstruction();
  await processPayment(limited(ports), instruction);
  world.orphans.length = 0;
  await processPayment(limited(ports), instruction);
  expect(world.orphans).toHaveLength(1);
});
