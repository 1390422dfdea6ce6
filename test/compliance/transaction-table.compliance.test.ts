import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { TransactionTable } from '../../src/transaction-table';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a transaction table has no finding in $name', ({ stack }) => {
  const scope = stack();
  new TransactionTable(scope, 'Sessions', {
    partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
    timeToLiveAttribute: 'expiresAt',
  });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});
