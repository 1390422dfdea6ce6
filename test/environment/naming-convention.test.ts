import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NamingConvention, type NamingConventionOptions, PaymentEnvironment } from '../../src/environment';

const FUNCTION = { resourceType: 'function', maxLength: 64 };

function environmentWith(template: string, options?: NamingConventionOptions, region = 'us-east-1') {
  const stack = new Stack(new App(), 'Stack', { env: { region } });
  const naming = NamingConvention.of(template, options);
  const environment = PaymentEnvironment.define(stack, { naming, environmentSuffix: 'pr42' });
  return {
    environment,
    name: (id: string, parts = FUNCTION) => environment.physicalName(new Construct(stack, id), parts),
  };
}

describe('the conventions of the five scenarios', () => {
  test('single-region platform: type, environment, suffix', () => {
    const { environment, name } = environmentWith('{resourceType}-{environment}-{environmentSuffix}');
    expect(name('ValidatePayment')).toBe('validate-payment-function-dev-pr42');
    expect(environment.stackName('single-region-platform')).toBe('single-region-platform-stack-dev-pr42');
    expect(environment.configurationPath).toBe('/payment/dev-pr42');
  });

  test.each([
    ['eu-central-2', 'payment-processor-function-pr42-euc2'],
    ['eu-west-1', 'payment-processor-function-pr42-euw1'],
    ['us-east-1', 'payment-processor-function-pr42-use1'],
    ['ap-southeast-2', 'payment-processor-function-pr42-apse2'],
    ['us-gov-west-1', 'payment-processor-function-pr42-usgw1'],
  ])('multi-region migration: the short name of %s', (region, expected) => {
    const { name, environment } = environmentWith('payment-{resourceType}-{environmentSuffix}-{suffix}', {}, region);
    expect(name('Processor')).toBe(expected);
    expect(environment.stackName('migration', region)).toMatch(/^payment-migration-stack-pr42-\w+$/);
  });

  test('zero-downtime migration: a stack name without a hyphen', () => {
    const { environment, name } = environmentWith('{resourceName}-{environmentSuffix}', {
      stackName: 'TapStack{environmentSuffix}',
    });
    expect(environment.stackName('anything')).toBe('TapStackpr42');
    expect(name('FraudDetection')).toBe('fraud-detection-pr42');
  });

  test('blue-green migration: the bare resource name, and the path of its parameters', () => {
    const { environment, name } = environmentWith('{resourceName}-{environmentSuffix}', {
      parameterPath: '/payment/{environmentSuffix}',
    });
    expect(name('Vpc')).toBe('vpc-pr42');
    expect(name('AuroraCluster')).toBe('aurora-cluster-pr42');
    expect(name('PaymentAlb')).toBe('payment-alb-pr42');
    expect(environment.parameterName('api-endpoint')).toBe('/payment/pr42/api-endpoint');
  });

  test('PCI payment API: type, purpose, suffix', () => {
    const { name } = environmentWith('{resourceType}-{purpose}-{environmentSuffix}');
    expect(name('SettlePayment')).toBe('function-settle-payment-pr42');
    expect(name('PaymentQueue', { resourceType: 'queue', maxLength: 80 })).toBe('queue-payment-pr42');
    expect(name('Vpc', { resourceType: 'vpc', maxLength: 255 })).toBe('vpc-pr42');
  });
});

describe('what a template must be', () => {
  test('fails without the suffix', () => {
    expect(() => NamingConvention.of('{resourceType}')).toThrow(
      "'template' must contain {environmentSuffix}, so that no two names collide, got '{resourceType}'",
    );
  });

  test('fails without anything that tells resources apart', () => {
    expect(() => NamingConvention.of('payment-{environmentSuffix}')).toThrow(
      "'template' must contain {resourceType} or {resourceName} or {purpose}",
    );
  });

  test('fails for an unknown placeholder, naming the known ones', () => {
    expect(() => NamingConvention.of('{resource}-{environmentSuffix}')).toThrow(/{resourceType}, .* got {resource} in/);
  });

  test('fails for a stack name without the suffix', () => {
    expect(() => environmentWith('{resourceName}-{environmentSuffix}', { stackName: 'TapStack' })).toThrow(
      "'stackName' must contain {environmentSuffix}",
    );
  });

  test('fails for a stack name without the region that its template asks for', () => {
    const { environment } = environmentWith('{resourceName}-{environmentSuffix}-{suffix}');
    expect(() => environment.stackName('payments')).toThrow(
      "'region' must be given for the stack 'payments', got none",
    );
  });

  test.each(['payment/{environmentSuffix}', '/payment/{environmentSuffix}/', '/payment//{environmentSuffix}'])(
    'fails for the parameter path %p',
    (parameterPath) => {
      expect(() => environmentWith('{resourceName}-{environmentSuffix}', { parameterPath })).toThrow(
        `'parameterPath' must begin with a slash and end without one, got '${parameterPath}'`,
      );
    },
  );

  test('fails when the region is asked for and the stack has none', () => {
    const stack = new Stack(undefined, 'Agnostic');
    const naming = NamingConvention.of('{resourceType}-{environmentSuffix}-{suffix}');
    const environment = PaymentEnvironment.define(stack, { naming });
    expect(() => environment.physicalName(new Construct(stack, 'Queue'), FUNCTION)).toThrow(
      "stack 'Agnostic' must have a region, got none: pass env: { region } to the stack",
    );
  });
});
