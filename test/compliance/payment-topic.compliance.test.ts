import { PaymentQueue } from '../../src/payment-queue';
import { PaymentTopic } from '../../src/payment-topic';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a payment topic and its queue have no finding in $name', ({ stack }) => {
  const scope = stack();
  const events = new PaymentTopic(scope, 'PaymentEvents');
  events.addQueue(new PaymentQueue(scope, 'Notifications').queue);
  new PaymentTopic(scope, 'Alarms', { alarmsMayPublish: true });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});
