import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { PaymentAlerts } from '../../src/payment-alerts';
import { PaymentDashboard } from '../../src/payment-dashboard';
import { PaymentQueue } from '../../src/payment-queue';
import { PaymentTopic } from '../../src/payment-topic';
import { TransactionTable } from '../../src/transaction-table';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('dashboard and alarms have no finding in $name', ({ stack }) => {
  const scope = stack();
  const alerts = new PaymentAlerts(scope, 'Alerts');
  const { failedTransactions, systemErrors } = alerts;
  const dashboard = new PaymentDashboard(scope, 'Dashboard', { failedTransactions, systemErrors });
  const { queue, deadLetterQueue } = new PaymentQueue(scope, 'Payments');
  const partitionKey = { name: 'sessionId', type: dynamodb.AttributeType.STRING };
  dashboard.addPayments();
  dashboard.addQueue(queue, { deadLetterQueue });
  dashboard.addTable(new TransactionTable(scope, 'Sessions', { partitionKey }).table);
  dashboard.addTopic(new PaymentTopic(scope, 'Events').topic);
  expect(unacknowledged(scope.node.root)).toEqual([]);
});
