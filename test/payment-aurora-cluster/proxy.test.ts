import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import type { AuroraProxyOptions } from '../../src/payment-aurora-cluster';
import { attribute, createLedger, ref } from './ledger';

function createProxy(options?: AuroraProxyOptions) {
  const { ledger, template } = createLedger({}, {});
  ledger.addProxy('Proxy', options);
  return template();
}

describe('defaults', () => {
  const template = createProxy();

  test('the proxy takes TLS only, by the application user’s secret, in the private subnets', () => {
    template.hasResourceProperties('AWS::RDS::DBProxy', {
      DBProxyName: 'ledger-proxy-dev-pr42',
      EngineFamily: 'POSTGRESQL',
      RequireTLS: true,
      DebugLogging: false,
      IdleClientTimeout: 1800,
      Auth: [
        {
          AuthScheme: 'SECRETS',
          ClientPasswordAuthType: 'POSTGRES_SCRAM_SHA_256',
          IAMAuth: 'DISABLED',
          SecretArn: ref('LedgerApplicationSecretAttachment'),
        },
      ],
      VpcSubnetIds: ['subnet-1', 'subnet-2'],
    });
  });

  test('it leaves a tenth of the connections to others, and waits for the instances', () => {
    template.hasResource('AWS::RDS::DBProxyTargetGroup', {
      Properties: {
        DBClusterIdentifiers: [ref('LedgerCluster')],
        ConnectionPoolConfigurationInfo: { MaxConnectionsPercent: 90, ConnectionBorrowTimeout: 5 },
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^LedgerClusterWriter')]),
    });
  });

  test('its role may read the one secret under the one key, and no key lets it in', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'ledger-proxy-policy-dev-pr42',
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'secretsmanager:GetSecretValue',
            Resource: ref('LedgerApplicationSecretAttachment'),
          },
          Match.objectLike({ Action: 'kms:Decrypt', Resource: attribute('LedgerKey') }),
        ],
      },
    });
    const [key] = Object.values(template.findResources('AWS::KMS::Key'));
    expect(JSON.stringify(key)).not.toContain('ProxyRole');
  });

  test('it reaches the cluster on 5432 and nothing else', () => {
    const rule = { FromPort: 5432, ToPort: 5432, IpProtocol: 'tcp' };
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      ...rule,
      GroupId: attribute('LedgerSecurityGroup', 'GroupId'),
      SourceSecurityGroupId: attribute('LedgerProxySecurityGroup', 'GroupId'),
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      ...rule,
      GroupId: attribute('LedgerProxySecurityGroup', 'GroupId'),
      DestinationSecurityGroupId: attribute('LedgerSecurityGroup', 'GroupId'),
    });
  });
});

test('login by IAM, times, share and subnets are the user’s', () => {
  const template = createProxy({
    iamAuthentication: true,
    idleClientTimeout: Duration.minutes(5),
    borrowTimeout: Duration.seconds(1),
    maxConnectionsPercent: 50,
    vpcSubnets: { subnetGroupName: 'Isolated' },
  });
  template.hasResourceProperties('AWS::RDS::DBProxy', {
    Auth: [Match.objectLike({ IAMAuth: 'REQUIRED' })],
    IdleClientTimeout: 300,
    VpcSubnetIds: ['subnet-3', 'subnet-4'],
  });
  template.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
    ConnectionPoolConfigurationInfo: { MaxConnectionsPercent: 50, ConnectionBorrowTimeout: 1 },
  });
});

test.each<[string, AuroraProxyOptions, string]>([
  [
    'clients that are silent for ever',
    { idleClientTimeout: Duration.days(1) },
    "'idleClientTimeout' must be 1 minute to 8 hours, got 1 day",
  ],
  [
    'no patience',
    { borrowTimeout: Duration.millis(10) },
    "'borrowTimeout' must be 1 second to 5 minutes, got 10 millis",
  ],
  [
    'more connections than there are',
    { maxConnectionsPercent: 120 },
    "'maxConnectionsPercent' must be 1 to 100 percent, got 120",
  ],
])('fails with %s', (_, options, message) => {
  expect(() => createProxy(options)).toThrow(message);
});
