import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as sns from 'aws-cdk-lib/aws-sns';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentAuroraCluster } from '../../src/payment-aurora-cluster';
import { PaymentAlarms, PaymentDashboard } from '../../src/payment-dashboard';
import { GetPaymentFunction } from '../../src/payment-function';
import { PaymentRestApi } from '../../src/payment-rest-api';
import { PaymentWebAcl } from '../../src/payment-web-acl';
import { TransactionTable } from '../../src/transaction-table';
import { existingVpc } from '../compliance/network';
import { ACCOUNT, connectionLimit, importedFunction, importedQueue, topics } from './platform';
import { alarmsOf, bodyOf } from './synthesized';

function twoRegions(labelPrefix?: string) {
  const app = new App();
  PaymentEnvironment.define(app, { environmentSuffix: 'pr42' });
  const [zurich, dublin] = ['eu-central-2', 'eu-west-1'].map(
    (region) => new Stack(app, region, { env: { account: ACCOUNT, region }, crossRegionReferences: false }),
  );
  const dashboard = new PaymentDashboard(zurich, 'Dashboard', topics(zurich));
  const alarms = new PaymentAlarms(dublin, 'Alarms', { ...topics(dublin), labelPrefix });
  return { zurich, dublin, dashboard, alarms };
}

test('alarms stay with their metrics, and the page shows both', () => {
  const { zurich, dublin, dashboard, alarms } = twoRegions('Dublin');
  dashboard.addPayments();
  alarms.addPayments();
  alarms.addQueue(importedQueue(dublin, 'Instructions'));
  dashboard.addRegion(alarms);
  const here = Template.fromStack(zurich);
  const there = Template.fromStack(dublin);
  there.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  expect(alarmsOf(there).has('queue-age')).toBe(true);
  expect(alarmsOf(here).has('queue-age')).toBe(false);
  const text = JSON.stringify(bodyOf(here).widgets);
  expect(text).toContain(`:cloudwatch:eu-west-1:${ACCOUNT}:alarm:dublin-instructions-queue-age-alarm-dev-pr42`);
  expect(text).not.toContain('<eu-west-1');
});

test('each line is of the region that it was measured in', () => {
  const { zurich, dashboard, alarms } = twoRegions('Dublin');
  dashboard.addPayments();
  alarms.addPayments();
  dashboard.addRegion(alarms);
  const rows = bodyOf(Template.fromStack(zurich)).widgets.flatMap(({ properties }) => properties.metrics ?? []);
  const outboxAge = rows.filter((row) => row.includes('OutboxAge')).map((row) => row.at(-1));
  expect(outboxAge).toHaveLength(6); // a figure and two charts of each
  expect(outboxAge.filter((options) => JSON.stringify(options).includes('"region":"eu-west-1"'))).toHaveLength(3);
});

test('what has a name in another region is shown by it, without a resource that carries references over', () => {
  const { zurich, dublin, dashboard, alarms } = twoRegions('Dublin');
  const vpc = existingVpc(dublin);
  const sessionTable = new TransactionTable(dublin, 'Sessions', {
    partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
  }).table;
  const get = new GetPaymentFunction(dublin, 'GetPayment', { sessionTable });
  const api = new PaymentRestApi(dublin, 'Api');
  api.addRoute('GET', '/payments/{paymentId}', get.function);
  alarms.addApi(api.stage, { logGroup: api.accessLogGroup });
  const firewall = new PaymentWebAcl(dublin, 'Firewall');
  alarms.addWebAcl(firewall.webAcl, firewall);
  alarms.addFunction(get.function, get);
  alarms.addTable(sessionTable);
  const { cluster, logGroup } = new PaymentAuroraCluster(dublin, 'Ledger', { vpc });
  alarms.addDatabase(cluster, { connectionLimit, logGroup });
  dashboard.addRegion(alarms);
  const template = Template.fromStack(zurich);
  expect(Object.values(template.toJSON().Resources)).toHaveLength(1);
  const body = JSON.stringify(bodyOf(template).widgets);
  expect(body).toContain('"Stage","dev-pr42"');
  expect(body).toContain('"title":"Database capacity"');
});

test('cold starts are asked of each region', () => {
  const { zurich, dublin, dashboard, alarms } = twoRegions('Dublin');
  for (const [watching, stack] of [
    [dashboard, zurich],
    [alarms, dublin],
  ] as const) {
    watching.addFunction(importedFunction(stack, 'Validate'), { serviceName: 'validate-payment' });
  }
  dashboard.addRegion(alarms);
  const { widgets } = bodyOf(Template.fromStack(zurich));
  const chart = widgets.find(({ properties }) => properties.title === 'Cold starts');
  expect(chart?.properties.metrics?.map((row) => row.at(-1))).toMatchObject([
    { label: 'Dublin Validate', region: 'eu-west-1' },
    { label: 'Validate' },
  ]);
});

test('fails where two regions call a part the same', () => {
  const { zurich, dashboard, alarms } = twoRegions();
  for (const each of [dashboard, alarms]) each.addPayments();
  dashboard.addRegion(alarms);
  expect(() => Template.fromStack(zurich)).toThrow(
    "'label' must be new among Payments, got 'Payments' for eu-west-1/Alarms and eu-central-2/Dashboard: give one a 'label', or its region a 'labelPrefix'",
  );
});

test('fails with a thing of another region, and says where its alarms go', () => {
  const { dublin, dashboard } = twoRegions();
  expect(() => dashboard.addQueue(importedQueue(dublin, 'Instructions'))).toThrow(
    "'queue' must be in eu-central-2 like eu-central-2/Dashboard, got eu-west-1: make PaymentAlarms in a stack of eu-west-1 and hand it to addRegion()",
  );
});

test('fails with a region added twice', () => {
  const { dashboard, alarms } = twoRegions();
  dashboard.addRegion(alarms);
  expect(() => dashboard.addRegion(alarms)).toThrow(
    "'alarms' must be new to the dashboard, got eu-west-1/Alarms again: add each region once",
  );
});

test('fails with a topic of another region, which no alarm could tell', () => {
  const { dublin } = twoRegions();
  const onCall = sns.Topic.fromTopicArn(dublin, 'OnCall', `arn:aws:sns:eu-central-2:${ACCOUNT}:on-call`);
  const here = sns.Topic.fromTopicArn(dublin, 'Here', `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`);
  const props = { failedTransactions: here, systemErrors: here, onCall };
  expect(() => new PaymentAlarms(dublin, 'More', props)).toThrow(
    "'onCall' must be a topic in eu-west-1 like eu-west-1/More, got one in eu-central-2: make PaymentAlerts in a stack of eu-west-1",
  );
});
