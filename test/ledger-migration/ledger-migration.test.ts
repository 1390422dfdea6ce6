import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { LedgerMigration, type LedgerMigrationProps } from '../../src/ledger-migration';
import { PaymentAuroraCluster } from '../../src/payment-aurora-cluster';
import { migrationsHash } from '../../src/private/assets';
import { existingVpc } from '../compliance/network';

const begins = (text: string) => Match.stringLikeRegexp(`^${text}`);
const secretArn = (name: string) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;

function create(props: Partial<LedgerMigrationProps> = {}) {
  const stack = new Stack(new App(), 'Platform');
  const vpc = existingVpc(stack);
  const database = new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Database', { vpc })] });
  const adminSecret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Admin', secretArn('admin'));
  const migration = new LedgerMigration(stack, 'Migration', { vpc, database, adminSecret, ...props });
  return { stack, migration, template: () => Template.fromStack(stack) };
}

describe('defaults', () => {
  const template = create().template();

  test('CloudFormation calls the function, and again when there is something new to apply', () => {
    template.hasResource('Custom::LedgerMigration', {
      DeletionPolicy: 'Delete',
      Properties: {
        ServiceToken: { 'Fn::GetAtt': [begins('MigrationMigrate'), 'Arn'] },
        ServiceTimeout: '900',
        migrationsHash: migrationsHash(),
        applicationSecretArns: [],
        iamUsers: [],
      },
    });
  });

  test('the function runs in the private subnets as the user that owns the schema', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 840,
      VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
      Environment: { Variables: { DATABASE_ADMIN_SECRET_ARN: secretArn('admin') } },
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secretArn('admin') },
        ]),
      },
    });
  });

  test('it waits for its way to the database', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: { 'Fn::GetAtt': [begins('Database'), 'GroupId'] },
      FromPort: 5432,
      ToPort: 5432,
    });
    template.hasResource('Custom::LedgerMigration', {
      DependsOn: Match.arrayWith([begins('MigrationDatabaseEgress'), begins('MigrationDatabaseIngress')]),
    });
  });
});

test('users that payments log in as are made from their secrets, or for IAM', () => {
  const secrets = new Stack();
  const application = secretsmanager.Secret.fromSecretCompleteArn(secrets, 'Application', secretArn('app'));
  const template = create({ applicationSecrets: [application], iamUsers: ['payment_service'] }).template();
  template.hasResourceProperties('Custom::LedgerMigration', {
    applicationSecretArns: [secretArn('app')],
    iamUsers: ['payment_service'],
  });
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secretArn('app') },
      ]),
    },
  });
});

describe('order', () => {
  test('what serves payments waits for the ledger', () => {
    const { stack, migration, template } = create();
    const serving = new lambda.Function(stack, 'Serving', {
      code: lambda.Code.fromInline('exports.handler = async () => ({});'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });
    migration.runBefore(serving);
    template().hasResource('AWS::Lambda::Function', {
      Properties: { Code: { ZipFile: Match.anyValue() } },
      DependsOn: Match.arrayWith([begins('MigrationLedger')]),
    });
  });

  test('the ledger waits for the cluster’s instances, by the secret it gets, and the rotations for the ledger', () => {
    const stack = new Stack(new App(), 'Platform');
    const vpc = existingVpc(stack);
    const database = new PaymentAuroraCluster(stack, 'Ledger', { vpc });
    const migration = new LedgerMigration(stack, 'Migration', {
      vpc,
      database,
      adminSecret: database.adminSecret,
      applicationSecrets: [database.applicationSecret],
    });
    migration.runBefore(...database.rotations);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('Custom::LedgerMigration', {
      applicationSecretArns: [{ Ref: begins('LedgerApplicationSecretAttachment') }],
    });
    template.allResources('AWS::SecretsManager::RotationSchedule', {
      DependsOn: Match.arrayWith([begins('MigrationLedger')]),
    });
  });

  test('it waits for endpoints of the network, also for those that are added later', () => {
    const stack = new Stack(new App(), 'Platform', { env: { account: '111122223333', region: 'us-east-1' } });
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'Private', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    const database = new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Database', { vpc })] });
    const adminSecret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Admin', secretArn('admin'));
    new LedgerMigration(stack, 'Migration', { vpc, database, adminSecret });
    vpc.addInterfaceEndpoint('SecretsManager', { service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER });
    Template.fromStack(stack).hasResource('Custom::LedgerMigration', {
      DependsOn: Match.arrayWith([begins('VpcSecretsManager')]),
    });
  });
});

test.each(['payment-service', 'Payments', '1st'])('fails with an IAM user named %s', (user) => {
  expect(() => create({ iamUsers: [user] })).toThrow(
    `'iamUsers' must be names of at most 63 lower-case letters, digits and underscores each, got '${user}'`,
  );
});
