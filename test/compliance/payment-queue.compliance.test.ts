import { PaymentQueue } from '../../src/payment-queue';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a payment queue has no finding in $name, in order or not', ({ stack }) => {
  const scope = stack();
  new PaymentQueue(scope, 'Payments');
  new PaymentQueue(scope, 'Settlements', { fifo: true });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});
