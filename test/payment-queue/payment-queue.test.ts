import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { NamingConvention, PaymentEnvironment } from '../../src/environment';
import { PaymentQueue, type PaymentQueueProps } from '../../src/payment-queue';

function setup(props?: PaymentQueueProps, production?: boolean) {
  const stack = new Stack(new App(), 'Stack');
  if (production !== undefined) PaymentEnvironment.define(stack, { production });
  const queue = new PaymentQueue(stack, 'Payments', props);
  return { stack, queue, template: () => Template.fromStack(stack) };
}

describe('defaults', () => {
  test('a message is hidden for 3 minutes, waits 4 days, and is a dead letter after 5 receptions', () => {
    setup()
      .template()
      .hasResourceProperties('AWS::SQS::Queue', {
        VisibilityTimeout: 180,
        MessageRetentionPeriod: 345_600,
        ReceiveMessageWaitTimeSeconds: 20,
        RedrivePolicy: Match.objectLike({ maxReceiveCount: 5 }),
      });
  });

  test('dead letters wait 14 days', () => {
    setup()
      .template()
      .hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600, RedrivePolicy: Match.absent() });
  });

  test('both queues have the customer key and refuse plain HTTP', () => {
    const template = setup().template();
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: Match.anyValue() });
    template.resourceCountIs('AWS::SQS::QueuePolicy', 2);
    template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      },
    });
  });

  test('without an environment everything is retained and CloudFormation names it', () => {
    const template = setup().template();
    template.allResources('AWS::SQS::Queue', { DeletionPolicy: 'Retain' });
    template.allResourcesProperties('AWS::SQS::Queue', { QueueName: Match.absent() });
  });
});

test('in an environment both queues are named and go with it', () => {
  const template = setup({}, false).template();
  for (const name of ['payments-queue-dev-dev', 'payments-dead-letter-queue-dev-dev']) {
    template.hasResource('AWS::SQS::Queue', { Properties: { QueueName: name }, DeletionPolicy: 'Delete' });
  }
});

test.each([
  ['{resourceType}-{environmentSuffix}', ['payment-queue-dev', 'payment-dead-letter-queue-dev']],
  ['{resourceType}-{purpose}-{environmentSuffix}', ['queue-payment-dev', 'queue-payment-dead-letter-dev']],
  ['{resourceName}-{environmentSuffix}', ['payment-queue-dev', 'payment-dead-letter-queue-dev']],
])('under %s a construct called PaymentQueue names its queues %j', (template, names) => {
  const stack = new Stack();
  PaymentEnvironment.define(stack, { naming: NamingConvention.of(template), environmentSuffix: 'dev' });
  new PaymentQueue(stack, 'PaymentQueue');
  for (const QueueName of names) Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', { QueueName });
});

test.each([
  [false, 'payments-queue-dev-dev'],
  [true, 'payments-queue-dev-dev.fifo'],
])('dead letters come from its own queue alone, by its name (fifo %s)', (fifo, name) => {
  const queues = Object.values(setup({ fifo }, false).template().findResources('AWS::SQS::Queue'));
  const [dead, own] = queues.map(({ Properties }) => Properties);
  expect(own.QueueName).toBe(name);
  expect(dead.RedriveAllowPolicy.redrivePermission).toBe('byQueue');
  expect(JSON.stringify(dead.RedriveAllowPolicy.sourceQueueArns)).toContain(`:${name}"`);
});

test('dead letters may come from any queue of the account where CloudFormation names them', () => {
  setup()
    .template()
    .hasResourceProperties('AWS::SQS::Queue', { RedriveAllowPolicy: { redrivePermission: 'allowAll' } });
});

test('a production environment retains them, and a removal policy of the user wins', () => {
  setup({}, true).template().allResources('AWS::SQS::Queue', { DeletionPolicy: 'Retain' });
  setup({ removalPolicy: RemovalPolicy.DESTROY }, true)
    .template()
    .allResources('AWS::SQS::Queue', { DeletionPolicy: 'Delete' });
});

test('a fifo queue deduplicates by content, and so does its dead-letter queue', () => {
  const template = setup({ fifo: true }, false).template();
  template.allResourcesProperties('AWS::SQS::Queue', {
    FifoQueue: true,
    ContentBasedDeduplication: true,
    QueueName: Match.stringLikeRegexp('\\.fifo$'),
  });
});

test('a sender may send and encrypt, and nothing else', () => {
  const { stack, queue, template } = setup();
  queue.grantSendMessages(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
  const actions = Object.values(template().findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
    Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
  );
  expect(actions).toEqual(expect.arrayContaining(['sqs:SendMessage', 'kms:GenerateDataKey*']));
  expect(actions).not.toContain('sqs:ReceiveMessage');
});

test.each<[PaymentQueueProps, string]>([
  [{ visibilityTimeout: Duration.hours(13) }, "'visibilityTimeout' must be 0 seconds to 12 hours, got 13 hours"],
  [{ retentionPeriod: Duration.days(15) }, "'retentionPeriod' must be 1 minute to 14 days, got 15 days"],
  [{ maxReceiveCount: 0 }, "'maxReceiveCount' must be 1 to 1000, got 0"],
])('fails with %j', (props, message) => {
  expect(() => setup(props)).toThrow(message);
});
