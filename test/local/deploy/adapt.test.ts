import { adapt } from '../../../local/deploy/adapt';
import { REFUSED } from '../../../local/deploy/emulator-limits';
import type { Template } from '../../../local/deploy/template';

const refusedTypes = REFUSED.filter(({ when }) => !when).flatMap(({ types }) => types);

/** A placeholder of a substitution. */
const hole = (name: string) => `\${${name}}`;

function templateWith(resources: Template['Resources'], outputs?: Template['Outputs']): Template {
  return { Resources: resources, ...(outputs && { Outputs: outputs }) };
}

test.each(refusedTypes)('%s is taken out, with the reason and what happens instead', (Type) => {
  const { template, adaptations } = adapt(templateWith({ It: { Type } }));
  expect(template.Resources).toEqual({});
  expect(adaptations).toEqual([
    {
      logicalId: 'It',
      type: Type,
      kind: 'removed',
      why: expect.stringMatching(/./),
      instead: expect.stringMatching(/./),
    },
  ]);
});

test('what the emulator holds is the very same object', () => {
  const resources = {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 30 }, DependsOn: ['Topic'] },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::Sub': `events-${hole('AWS::Region')}` } } },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors', AlarmActions: [{ Ref: 'Topic' }] } },
    Method: { Type: 'AWS::ApiGateway::Method', Properties: { Integration: { Uri: { 'Fn::GetAtt': ['Fn', 'Arn'] } } } },
  };
  const { template, adaptations } = adapt(templateWith({ ...resources, Nat: { Type: 'AWS::EC2::NatGateway' } }));
  for (const [logicalId, resource] of Object.entries(resources)) {
    expect(template.Resources[logicalId]).toBe(resource);
  }
  expect(adaptations).toHaveLength(1);
});

test('references to what is gone become a word that says so, in properties, substitutions and outputs', () => {
  const { template } = adapt(
    templateWith(
      {
        Nat: { Type: 'AWS::EC2::NatGateway' },
        Proxy: { Type: 'AWS::RDS::DBProxy' },
        Route: {
          Type: 'AWS::EC2::Route',
          Properties: { NatGatewayId: { Ref: 'Nat' }, RouteTableId: { Ref: 'Table' } },
        },
        Parameter: {
          Type: 'AWS::SSM::Parameter',
          Properties: { Value: { 'Fn::Sub': `x-${hole('Proxy.Endpoint')}-${hole('Nat')}-${hole('AWS::Region')}` } },
          DependsOn: ['Nat', 'Route'],
        },
      },
      { Endpoint: { Value: { 'Fn::GetAtt': ['Proxy', 'Endpoint'] } } },
    ),
  );
  expect(template.Resources.Route.Properties).toEqual({
    NatGatewayId: 'not-local-Nat',
    RouteTableId: { Ref: 'Table' },
  });
  expect(template.Resources.Parameter).toEqual({
    Type: 'AWS::SSM::Parameter',
    Properties: { Value: { 'Fn::Sub': `x-not-local-Proxy-not-local-Nat-${hole('AWS::Region')}` } },
    DependsOn: ['Route'],
  });
  expect(template.Outputs).toEqual({ Endpoint: { Value: 'not-local-Proxy' } });
});

test('an alarm over a rate is taken out, an alarm over one metric stays', () => {
  const rate = { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Id: 'rate', Expression: 'e / i' }] } };
  const count = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors', Namespace: 'AWS/Lambda' } };
  const { template } = adapt(templateWith({ Rate: rate, Count: count }));
  expect(Object.keys(template.Resources)).toEqual(['Count']);
});

test('a stage variable in an integration becomes its value', () => {
  const { template, adaptations } = adapt(
    templateWith({
      Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { Variables: { alias: 'live' } } },
      Method: {
        Type: 'AWS::ApiGateway::Method',
        Properties: { Integration: { Uri: `fn:${hole('stageVariables.alias')}/x` } },
      },
    }),
  );
  expect(template.Resources.Method.Properties).toEqual({ Integration: { Uri: 'fn:live/x' } });
  expect(adaptations).toEqual([expect.objectContaining({ logicalId: 'Method', kind: 'rewritten' })]);
});

test('settings of one method lose their escapes', () => {
  const settings = (ResourcePath: string) => ({ MethodSettings: [{ ResourcePath, HttpMethod: 'POST' }] });
  const { template } = adapt(
    templateWith({ Stage: { Type: 'AWS::ApiGateway::Stage', Properties: settings('/~1payments') } }),
  );
  expect(template.Resources.Stage.Properties).toEqual(settings('/payments'));
});

describe('policies', () => {
  const policyWith = (...Statement: object[]) => ({
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { PolicyDocument: { Statement } },
  });

  test('a batch is granted with its single message, and only where that is allowed', () => {
    const { template, adaptations } = adapt(
      templateWith({
        Publishes: policyWith({ Effect: 'Allow', Action: 'sns:Publish' }, { Effect: 'Deny', Action: 'sns:Publish' }),
        Reads: policyWith({ Effect: 'Allow', Action: ['sqs:ReceiveMessage'] }),
      }),
    );
    expect(template.Resources.Publishes).toEqual(
      policyWith(
        { Effect: 'Allow', Action: ['sns:Publish', 'sns:PublishBatch'] },
        { Effect: 'Deny', Action: 'sns:Publish' },
      ),
    );
    expect(adaptations.map(({ logicalId }) => logicalId)).toEqual(['Publishes']);
  });

  test('a condition that the emulator has no value for is left out, every other stays', () => {
    const condition = (keys: object) =>
      policyWith({ Effect: 'Allow', Action: 'kms:GenerateMac', Condition: { StringEquals: keys } });
    const { template } = adapt(
      templateWith({
        Mac: condition({ 'kms:MacAlgorithm': 'HMAC_SHA_256', 'kms:ViaService': 'ssm.us-east-1.amazonaws.com' }),
      }),
    );
    expect(template.Resources.Mac).toEqual(condition({ 'kms:ViaService': 'ssm.us-east-1.amazonaws.com' }));
  });
});

test('the Ref of a secret becomes its ARN', () => {
  const { template, adaptations } = adapt(
    templateWith({
      Key: { Type: 'AWS::SecretsManager::Secret' },
      Unnamed: { Type: 'AWS::SecretsManager::Secret' },
      Policy: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { Resource: { Ref: 'Key' }, Text: { 'Fn::Sub': `x-${hole('Key')}` } },
      },
    }),
  );
  expect(template.Resources.Policy.Properties).toEqual({
    Resource: { 'Fn::GetAtt': ['Key', 'Id'] },
    Text: { 'Fn::Sub': `x-${hole('Key.Id')}` },
  });
  expect(adaptations).toEqual([expect.objectContaining({ logicalId: 'Key', kind: 'rewritten' })]);
});
