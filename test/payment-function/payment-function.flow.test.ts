/** The functions of the payment flow: what each is told, and exactly what each may do. */
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NotifyPaymentFunction, ProcessPaymentFunction, ValidatePaymentFunction } from '../../src/payment-function';
import { neighbours, paymentFunctions } from './neighbours';
import { actionsOf, networked, type Statement, statementsOf } from './network';

function make(name: string) {
  const { stack, vpc } = networked();
  const fn = paymentFunctions[name](stack, neighbours(stack, vpc));
  const statements = statementsOf(stack, fn.node.id);
  return { stack, fn, statements, template: Template.fromStack(stack) };
}

/** What every function in a VPC may do for itself. */
const FOR_ITSELF = /^(ec2|logs|xray):/;

/** Keys that a function uses for itself, not for data that a service holds. */
const OWN_KEY = /^kms:(GenerateMac|GetPublicKey|Sign)$/;

const items = (...actions: string[]) => actions.map((action) => `dynamodb:${action}`);
const CONSUME = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
const LOG_IN = ['secretsmanager:GetSecretValue'];

test.each([
  [
    'validate-payment',
    [
      ...items('PutItem', 'PutItem', 'UpdateItem'),
      'kms:GenerateMac',
      'secretsmanager:GetSecretValue',
      'sqs:SendMessage',
      'ssm:GetParameters',
    ],
  ],
  ['get-payment', items('GetItem')],
  [
    'process-payment',
    [
      ...items('GetItem', 'UpdateItem'),
      'secretsmanager:GetSecretValue',
      ...LOG_IN,
      'sns:Publish',
      ...CONSUME,
      'ssm:GetParameters',
    ],
  ],
  ['step-payment', ['secretsmanager:GetSecretValue', ...LOG_IN, 'sns:Publish', 'sqs:SendMessage', 'ssm:GetParameters']],
  ['expire-payments', LOG_IN],
  ['relay-outbox', [...LOG_IN, 'sns:Publish']],
  [
    'reconcile-payment',
    [...items('UpdateItem'), 'secretsmanager:GetSecretValue', ...LOG_IN, 'sqs:SendMessage', 'ssm:GetParameters'],
  ],
  ['seal-audit', ['kms:GetPublicKey', 'kms:Sign', 's3:GetObject', 's3:ListBucket', 's3:PutObject', ...LOG_IN]],
  [
    'match-settlement',
    ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', ...LOG_IN, 'sqs:SendMessage', 'sqs:SendMessage'],
  ],
  ['project-payment', [...items('GetItem', 'PutItem'), ...CONSUME]],
  ['notify-payment', [...items('DeleteItem', 'PutItem'), 'sns:Publish', ...CONSUME, 'ssm:GetParameters']],
])('%s may do exactly what it does', (name, expected) => {
  const actions = actionsOf(make(name).statements).filter((action) => !FOR_ITSELF.test(action));
  const onKeys = (action: string) => action.startsWith('kms:') && !OWN_KEY.test(action);
  expect(actions.filter((action) => !onKeys(action))).toEqual(expected);
});

test.each(Object.keys(paymentFunctions))(
  '%s uses keys through the service that holds the data, never directly',
  (name) => {
    const onKeys = make(name).statements.filter(({ Action }) =>
      [Action].flat().some((action) => action.startsWith('kms:') && !OWN_KEY.test(action)),
    );
    expect(onKeys.length).toBeGreaterThan(0);
    for (const { Action, Condition } of onKeys) {
      const [operator] = Object.values(Condition ?? {});
      const consumes = [Action].flat().join() === 'kms:Decrypt' && Condition === undefined;
      expect(consumes || operator?.['kms:ViaService'] !== undefined).toBe(true);
    }
  },
);

test.each([
  ['validate-payment', ['IDEMPOTENCY#*', 'PAYMENT#*']],
  ['get-payment', ['PAYMENT#*']],
  ['process-payment', ['VELOCITY#*', 'LIST#*']],
  ['reconcile-payment', ['VELOCITY#*']],
  ['project-payment', ['PAYMENT#*']],
  ['notify-payment', ['RECEIPT#*']],
])('%s reaches only its own items of the session table', (name, prefixes) => {
  const ofTable = make(name).statements.filter(({ Action }) => [Action].flat()[0].startsWith('dynamodb:'));
  expect(ofTable.flatMap(leadingKeys)).toEqual(prefixes);
});

function leadingKeys({ Condition }: Statement): unknown {
  const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  return Array.isArray(keys) ? keys : [keys];
}

test.each([
  ['validate-payment', ['acquirer-url']],
  ['process-payment', ['acquirer-url', 'feature-flags', 'fraud-rules']],
  ['step-payment', ['acquirer-url']],
  ['reconcile-payment', ['acquirer-url', 'reconciliation']],
  ['notify-payment', ['feature-flags', 'webhook-url', 'secure/webhook-signing-key']],
])('%s reads its own parameters, each by name', (name, parameters) => {
  const { statements } = make(name);
  const resources = statements
    .filter(({ Action }) => Action === 'ssm:GetParameters')
    .flatMap(({ Resource }) => Resource);
  const named = resources.map((resource) => /payment\/Stack\/([\w/-]+)"/.exec(JSON.stringify(resource))?.[1]);
  expect(named).toEqual(parameters);
});

const HANDED_OVER = ['match-settlement'];

test.each(Object.keys(paymentFunctions).filter((name) => !HANDED_OVER.includes(name)))(
  '%s has no dead-letter queue, since nothing is handed to it that could be lost',
  (name) => {
    const { template } = make(name);
    template.hasResourceProperties('AWS::Lambda::Function', {
      DeadLetterConfig: Match.absent(),
      VpcConfig: Match.anyValue(),
    });
  },
);

test.each([
  ['process-payment', 50],
  ['project-payment', 50],
  ['notify-payment', 20],
])('%s works its queue off in batches of 10, of which only failed messages come again', (name, concurrency) => {
  make(name).template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: concurrency },
  });
});

test('own code in Python is told and granted the same as the bundled code', () => {
  const { stack, vpc } = networked();
  new ValidatePaymentFunction(stack, 'Validate', {
    ...neighbours(stack, vpc),
    code: lambda.Code.fromInline('def handler(event, context):\n    return {"statusCode": 202}\n'),
    runtime: lambda.Runtime.PYTHON_3_12,
    handler: 'index.handler',
  });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Runtime: 'python3.12',
    Environment: {
      Variables: Match.objectLike({
        POWERTOOLS_SERVICE_NAME: 'validate-payment',
        PAYMENT_QUEUE_URL: Match.anyValue(),
      }),
    },
  });
  expect(actionsOf(statementsOf(stack, 'Validate'))).toContain('kms:GenerateMac');
});

test('without a key for secure parameters, no webhook key can be read', () => {
  const { stack, vpc } = networked();
  new NotifyPaymentFunction(stack, 'Notify', { ...neighbours(stack, vpc), configurationKey: undefined });
  expect(JSON.stringify(statementsOf(stack, 'Notify'))).not.toContain('webhook-signing-key');
});

test.each([
  ['batchSize', { batchSize: 11 }, "'batchSize' must be 1 to 10 messages, got 11"],
  ['maxConcurrency', { maxConcurrency: 1 }, "'maxConcurrency' must be 2 to 1000, got 1"],
])('fails for a wrong %s', (_, props, message) => {
  const { stack, vpc } = networked();
  const around = { ...neighbours(stack, vpc), ...props };
  expect(() => new ProcessPaymentFunction(stack, 'Process', around)).toThrow(message);
});

test('functions and data can live in two stacks', () => {
  const { stack, vpc } = networked();
  const around = neighbours(stack, vpc);
  const functions = new Stack(stack.node.scope, 'Functions', { env: { account: stack.account, region: stack.region } });
  const makers = Object.values(paymentFunctions);
  for (const create of makers) create(functions, around);
  Template.fromStack(functions).resourceCountIs('AWS::Lambda::Function', makers.length);
});
