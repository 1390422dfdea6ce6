import { PaymentAlerts } from '../../src/payment-alerts';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('payment alerts have no finding in $name', ({ stack }) => {
  const scope = stack();
  new PaymentAlerts(scope, 'Alerts', {
    emailAddresses: ['oncall@example.com'],
    httpsEndpoints: ['https://oncall.example.com/hook'],
  });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});
