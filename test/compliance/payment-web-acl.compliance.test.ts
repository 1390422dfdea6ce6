import { PaymentWebAcl } from '../../src/payment-web-acl';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a web ACL has no finding in $name', ({ stack }) => {
  const scope = stack();
  new PaymentWebAcl(scope, 'Firewall');
  expect(unacknowledged(scope)).toEqual([]);
});
