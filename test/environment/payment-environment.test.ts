import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { NamingConvention, PaymentEnvironment } from '../../src/environment';

const QUEUE = { resourceType: 'queue', maxLength: 80 };

function stackIn(region = 'us-east-1', app = new App()): Stack {
  return new Stack(app, `Stack${region}`, { env: { region } });
}

describe('where settings come from', () => {
  const before = process.env.ENVIRONMENT_SUFFIX;
  afterEach(() => {
    if (before === undefined) delete process.env.ENVIRONMENT_SUFFIX;
    else process.env.ENVIRONMENT_SUFFIX = before;
  });

  test('without anything both are dev, data is destroyable, and the configuration lies below /payment/dev-dev', () => {
    delete process.env.ENVIRONMENT_SUFFIX;
    const environment = PaymentEnvironment.define(new App());
    expect(environment.environment).toBe('dev');
    expect(environment.environmentSuffix).toBe('dev');
    expect(environment.production).toBe(false);
    expect(environment.configurationPath).toBe('/payment/dev-dev');
    expect(environment.parameterName('api-url')).toBe('/payment/dev-dev/api-url');
  });

  test('a property wins over context, context over the environment variable', () => {
    process.env.ENVIRONMENT_SUFFIX = 'variable';
    expect(PaymentEnvironment.define(new App()).environmentSuffix).toBe('variable');
    const context = { environmentSuffix: 'context', environment: 'test' };
    expect(PaymentEnvironment.define(new App({ context })).environmentSuffix).toBe('context');
    expect(PaymentEnvironment.define(new App({ context })).environment).toBe('test');
    const props = { environmentSuffix: 'property', environment: 'prod' };
    expect(PaymentEnvironment.define(new App({ context }), props)).toMatchObject(props);
  });

  test('a number in cdk.json counts as its digits', () => {
    expect(PaymentEnvironment.define(new App({ context: { environmentSuffix: 42 } })).environmentSuffix).toBe('42');
  });

  test.each([
    ['PR-42', "try 'pr-42'"],
    ['feature_x', "try 'feature-x'"],
    ['a--b', "try 'a-b'"],
    ['-a', "try 'a'"],
    ['', "try 'dev'"],
    ['a-suffix-of-21-letters', "try 'a-suffix-of-21-lette'"],
    ['x-s3alias', "try 'x'"],
  ])('fails for the suffix %p with value and remedy', (environmentSuffix, remedy) => {
    const define = () => PaymentEnvironment.define(new App(), { environmentSuffix });
    expect(define).toThrow("'environmentSuffix' must be 1 to 20 lower-case letters, digits and single inner hyphens");
    expect(define).toThrow(`got '${environmentSuffix}': ${remedy}`);
  });

  test('fails for an environment with a capital', () => {
    expect(() => PaymentEnvironment.define(new App(), { environment: 'Prod' })).toThrow("'environment' must be");
  });
});

describe('how constructs find it', () => {
  test('the nearest environment above wins, and there may be none', () => {
    const app = new App();
    const stack = stackIn('us-east-1', app);
    const inner = new Construct(stack, 'Inner');
    expect(PaymentEnvironment.of(inner)).toBeUndefined();
    const outer = PaymentEnvironment.define(app);
    expect(PaymentEnvironment.of(inner)).toBe(outer);
    const nearer = PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
    expect(PaymentEnvironment.of(inner)).toBe(nearer);
    expect(PaymentEnvironment.of(app)).toBe(outer);
  });

  test('fails when a scope gets a second one', () => {
    const app = new App();
    PaymentEnvironment.define(app);
    expect(() => PaymentEnvironment.define(app)).toThrow('must have one PaymentEnvironment');
  });

  test('tags everything below the scope', () => {
    const stack = stackIn();
    PaymentEnvironment.define(stack, { environment: 'test', project: 'platform', tags: { CostCenter: '17' } });
    new sqs.Queue(stack, 'Queue');
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', {
      Tags: [
        { Key: 'CostCenter', Value: '17' },
        { Key: 'Environment', Value: 'test' },
        { Key: 'Project', Value: 'platform' },
      ],
    });
  });
});

describe('names', () => {
  test('two suffixes share no name', () => {
    const names = ['pr1', 'pr2'].map((environmentSuffix) => {
      const stack = stackIn();
      return PaymentEnvironment.define(stack, { environmentSuffix }).physicalName(
        new Construct(stack, 'Payment'),
        QUEUE,
      );
    });
    expect(names).toEqual(['payment-queue-dev-pr1', 'payment-queue-dev-pr2']);
  });

  test('a name that says its type already does not say it twice', () => {
    const stack = stackIn();
    const environment = PaymentEnvironment.define(stack);
    expect(environment.physicalName(new Construct(stack, 'DeadLetterQueue'), QUEUE)).toBe('dead-letter-queue-dev-dev');
    expect(environment.physicalName(new Construct(stack, 'Queue'), QUEUE)).toBe('queue-dev-dev');
  });

  test('account and region follow the suffix, by token where they are unknown', () => {
    const concrete = new Stack(new App(), 'S', { env: { account: '111122223333', region: 'us-east-1' } });
    const bucket = { resourceType: 'bucket', maxLength: 63, withAccountAndRegion: true, lowerCase: true };
    expect(PaymentEnvironment.define(concrete).physicalName(new Construct(concrete, 'Audit'), bucket)).toBe(
      'audit-bucket-dev-dev-111122223333-us-east-1',
    );
    const agnostic = new Stack();
    const name = PaymentEnvironment.define(agnostic).physicalName(new Construct(agnostic, 'Audit'), bucket);
    expect(agnostic.resolve(name)).toEqual({
      'Fn::Join': ['', ['audit-bucket-dev-dev-', { Ref: 'AWS::AccountId' }, '-', { Ref: 'AWS::Region' }]],
    });
  });

  test('a queue that is first in, first out says so at its end', () => {
    const stack = stackIn();
    const name = PaymentEnvironment.define(stack).physicalName(new Construct(stack, 'Payment'), {
      ...QUEUE,
      fifo: true,
    });
    expect(name).toBe('payment-queue-dev-dev.fifo');
  });

  test('too long ones are shortened with a hash of the whole, and keep their suffix', () => {
    const stack = stackIn();
    const environment = PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
    const names = ['One', 'Two'].map((end) =>
      environment.physicalName(new Construct(stack, `AVeryLongNameThatGoesOnAndOnForEver${end}`), {
        resourceType: 'load-balancer',
        maxLength: 32,
      }),
    );
    expect(names[0]).toMatch(/^a-very-long-na-[0-9a-f]{8}-dev-pr42$/);
    expect(names[0]).toHaveLength(32);
    expect(names[0]).not.toBe(names[1]);
  });

  test('the room that account and region will take is kept free where they are unknown', () => {
    const stack = new Stack();
    const name = PaymentEnvironment.define(stack).physicalName(new Construct(stack, 'A'.repeat(40).toLowerCase()), {
      resourceType: 'bucket',
      maxLength: 63,
      withAccountAndRegion: true,
    });
    const fixed: string = stack.resolve(name)['Fn::Join'][1][0];
    expect(fixed.length + 12 + 1 + 15).toBe(63);
  });

  test('fails when the fixed parts alone are too long', () => {
    const stack = stackIn();
    const naming = NamingConvention.of(`${'x'.repeat(70)}-{resourceType}-{environmentSuffix}`);
    const environment = PaymentEnvironment.define(stack, { naming });
    expect(() => environment.physicalName(new Construct(stack, 'Payment'), QUEUE)).toThrow(
      /must be at most 80 characters, got 88: shorten the fixed parts of the naming convention/,
    );
  });

  test('fails when two constructs would get one name of one type, naming both and the remedy', () => {
    const stack = stackIn();
    const environment = PaymentEnvironment.define(stack);
    environment.physicalName(new Construct(new Construct(stack, 'One'), 'Payment'), QUEUE);
    const second = new Construct(new Construct(stack, 'Two'), 'Payment');
    expect(() => environment.physicalName(second, QUEUE)).toThrow(
      "name 'payment-queue-dev-dev' of type 'queue' must belong to one construct, got 'Stackus-east-1/One/Payment' and 'Stackus-east-1/Two/Payment': give one of them another construct id",
    );
    expect(environment.physicalName(second, { resourceType: 'topic', maxLength: 80 })).toBe('payment-topic-dev-dev');
  });

  test('fails when two regions would share a role, though they may share the name of a queue', () => {
    const app = new App();
    const environment = PaymentEnvironment.define(app);
    const [one, two] = ['us-east-1', 'us-west-2'].map((region) => new Construct(stackIn(region, app), 'Payment'));
    environment.physicalName(one as Construct, QUEUE);
    environment.physicalName(two as Construct, QUEUE);
    environment.physicalName(one as Construct, { resourceType: 'role', maxLength: 64 });
    expect(() => environment.physicalName(two as Construct, { resourceType: 'role', maxLength: 64 })).toThrow(
      "of type 'role'",
    );
  });
});
