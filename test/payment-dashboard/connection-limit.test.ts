import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ConnectionLimit } from '../../src/payment-dashboard';

const provisioned = (name: string) => ConnectionLimit.provisioned(new ec2.InstanceType(name)).connections;

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html, "Maximum connections" */
const DOCUMENTED_CLASSES: [string, number][] = [
  ['x2g.xlarge', 5000],
  ['x2g.large', 3479],
  ['r6g.16xlarge', 5000],
  ['r6g.2xlarge', 5000],
  ['r6g.xlarge', 3479],
  ['r6g.large', 1722],
  ['r5.24xlarge', 5000],
  ['r5.2xlarge', 5000],
  ['r5.xlarge', 3300],
  ['r5.large', 1600],
  ['r4.xlarge', 3200],
  ['r4.large', 1600],
  ['t4g.large', 844],
  ['t4g.medium', 405],
  ['t3.large', 844],
  ['t3.medium', 420],
];

test.each(DOCUMENTED_CLASSES)('an instance of db.%s allows the documented %i connections', (name, connections) => {
  expect(provisioned(name)).toBe(connections);
});

/** Classes that the page does not list follow its formula: `LEAST(GiB * 10^9 / 9531392, 5000)`. */
test.each([
  ['r8g.large', 1678],
  ['r7g.xlarge', 3357],
  ['m6g.large', 839],
  ['m7g.2xlarge', 3357],
  ['r8g.48xlarge', 5000],
  ['t4g.micro', 104],
])('an instance of db.%s allows %i connections by the formula', (name, connections) => {
  expect(provisioned(name)).toBe(connections);
});

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections */
test.each([
  [1, 1, 189],
  [1, 4, 823],
  [1, 8, 1669],
  [1, 16, 3360],
  [1, 32, 5000],
  [1, 64, 5000],
  [1, 128, 5000],
  [1, 192, 5000],
  [1, 256, 5000],
  [0.5, 1, 189],
  [0.5, 8, 1669],
  [0.5, 16, 2000],
  [0, 128, 2000],
])('serverless from %f to %i ACU allows the documented %i connections', (minimumAcu, maximumAcu, connections) => {
  expect(ConnectionLimit.serverlessV2({ minimumAcu, maximumAcu }).connections).toBe(connections);
});

test('between documented capacities the limit grows with each half unit', () => {
  const limits = Array.from({ length: 511 }, (_, step) =>
    ConnectionLimit.serverlessV2({ minimumAcu: 1, maximumAcu: 1 + step / 2 }),
  ).map(({ connections }) => connections);
  expect([...limits].sort((one, other) => one - other)).toEqual(limits);
  expect(limits[2]).toBe(400);
});

test('a max_connections of your own', () => {
  expect(ConnectionLimit.of(250).connections).toBe(250);
});
