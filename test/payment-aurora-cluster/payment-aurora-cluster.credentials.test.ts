import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { attribute, createLedger, ref } from './ledger';

const secretOf = (user: string) => ({
  KmsKeyId: attribute('LedgerKey'),
  GenerateSecretString: {
    SecretStringTemplate: JSON.stringify({ username: user, dbname: 'payments', ssl: true }),
    GenerateStringKey: 'password',
    PasswordLength: 32,
    ExcludeCharacters: Match.stringLikeRegexp('/@"'),
  },
});

describe('users', () => {
  const { stack, ledger, template } = createLedger();

  test.each(['payment_admin', 'payment_app'])('%s has a generated password under the cluster’s key', (user) => {
    template().hasResourceProperties('AWS::SecretsManager::Secret', secretOf(user));
  });

  test('the password of the administrator is in no template', () => {
    template().hasResourceProperties('AWS::RDS::DBCluster', {
      MasterUserPassword: {
        'Fn::Join': ['', ['{{resolve:secretsmanager:', ref('LedgerAdminSecret'), ':SecretString:password::}}']],
      },
    });
  });

  test('both secrets get the cluster’s host, and are handed out once the instances are there', () => {
    template().resourceCountIs('AWS::SecretsManager::SecretTargetAttachment', 2);
    template().allResources('AWS::SecretsManager::SecretTargetAttachment', {
      Properties: { TargetId: ref('LedgerCluster'), TargetType: 'AWS::RDS::DBCluster' },
      DependsOn: [Match.stringLikeRegexp('^LedgerClusterReader1'), Match.stringLikeRegexp('^LedgerClusterWriter')],
    });
    for (const secret of [ledger.adminSecret, ledger.applicationSecret]) {
      expect(stack.resolve(secret.secretArn).Ref).toMatch(/Attachment/);
    }
  });
});

describe('rotation', () => {
  const { template } = createLedger();

  test('both users get a new password every 30 days, the first not while the stack is made', () => {
    template().resourceCountIs('AWS::SecretsManager::RotationSchedule', 2);
    template().allResourcesProperties('AWS::SecretsManager::RotationSchedule', {
      RotationRules: { AutomaticallyAfterDays: 30 },
      RotateImmediatelyOnUpdate: false,
      RotationLambdaARN: attribute('LedgerRotation'),
      HostedRotationLambda: Match.absent(),
    });
  });

  test('Secrets Manager may call the function for these secrets only', () => {
    for (const secret of ['LedgerAdminSecretAttachment', 'LedgerApplicationSecretAttachment']) {
      template().hasResourceProperties('AWS::Lambda::Permission', {
        Principal: 'secretsmanager.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
        SourceArn: ref(secret),
      });
    }
  });

  test('the function runs in the private subnets and waits for its way to the database', () => {
    template().hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
      Environment: { Variables: { DATABASE_ADMIN_SECRET_ARN: Match.absent() } },
    });
    template().allResources('AWS::SecretsManager::RotationSchedule', {
      DependsOn: Match.arrayWith([
        Match.stringLikeRegexp('^LedgerRotationDatabaseEgress'),
        Match.stringLikeRegexp('^LedgerRotationDatabaseIngress'),
      ]),
    });
  });

  test('time and subnets are the user’s', () => {
    const changed = createLedger({
      rotateAfter: Duration.days(7),
      rotationSubnets: { subnetGroupName: 'Isolated' },
    }).template();
    changed.allResourcesProperties('AWS::SecretsManager::RotationSchedule', {
      RotationRules: { AutomaticallyAfterDays: 7 },
    });
    changed.hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['subnet-3', 'subnet-4'] } });
  });

  test('the application user’s can be left to a rotation of its own', () => {
    const { ledger, template: changed } = createLedger({ rotateApplicationSecret: false });
    expect(ledger.rotations).toHaveLength(1);
    changed().resourceCountIs('AWS::SecretsManager::RotationSchedule', 1);
    changed().hasResourceProperties('AWS::SecretsManager::RotationSchedule', { SecretId: ref('LedgerAdminSecret') });
  });
});
