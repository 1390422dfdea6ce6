import { PaymentBucket, PaymentBucketEncryption } from '../../src/payment-bucket';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a payment bucket has no finding in $name, whatever its encryption', ({ stack }) => {
  const scope = stack();
  new PaymentBucket(scope, 'Documents');
  new PaymentBucket(scope, 'Receipts', { encryption: PaymentBucketEncryption.awsManagedKey() });
  new PaymentBucket(scope, 'Uploads', { encryption: PaymentBucketEncryption.s3ManagedKey() });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});
