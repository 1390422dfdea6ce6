import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import {
  ExpirePaymentsFunction,
  GetPaymentFunction,
  LedgerAccess,
  MatchSettlementFunction,
  NotifyPaymentFunction,
  type PaymentFunction,
  type PaymentFunctionOptions,
  ProcessPaymentFunction,
  ProjectPaymentFunction,
  ReconcilePaymentFunction,
  RelayOutboxFunction,
  SealAuditFunction,
  StepPaymentFunction,
  ValidatePaymentFunction,
} from '../../src/payment-function';

/** What stands around the functions, from aws-cdk-lib alone, encrypted with customer keys as in a real deployment. */
export function neighbours(scope: Construct, vpc: ec2.IVpc) {
  const encryptionKey = new kms.Key(scope, 'DataKey');
  const queue = { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: encryptionKey };
  const cluster = new rds.DatabaseCluster(scope, 'Ledger', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_17_4 }),
    writer: rds.ClusterInstance.serverlessV2('Writer'),
    iamAuthentication: true,
    vpc,
  });
  const applicationSecret = new secretsmanager.Secret(scope, 'ApplicationUser', { encryptionKey });
  return {
    vpc,
    cluster,
    applicationSecret,
    ledger: LedgerAccess.password(cluster, applicationSecret),
    sessionTable: new dynamodb.Table(scope, 'Sessions', {
      partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
      encryptionKey,
    }),
    paymentQueue: new sqs.Queue(scope, 'Payments', queue),
    operatorQueue: new sqs.Queue(scope, 'Operator', queue),
    eventQueue: new sqs.Queue(scope, 'Events', queue),
    eventTopic: new sns.Topic(scope, 'PaymentEvents', { masterKey: encryptionKey }),
    notificationTopic: new sns.Topic(scope, 'Notifications', { masterKey: encryptionKey }),
    fingerprintKey: new kms.Key(scope, 'FingerprintKey', {
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
    }),
    bucket: new s3.Bucket(scope, 'Settlements', { versioned: true, encryptionKey }),
    auditBucket: new s3.Bucket(scope, 'Audit', { versioned: true, encryptionKey }),
    signingKey: new kms.Key(scope, 'AuditSigningKey', {
      keySpec: kms.KeySpec.ECC_NIST_P256,
      keyUsage: kms.KeyUsage.SIGN_VERIFY,
    }),
    configurationKey: new kms.Key(scope, 'ConfigurationKey'),
    acquirerSecret: new secretsmanager.Secret(scope, 'AcquirerKey', { encryptionKey }),
  };
}

export type Neighbours = ReturnType<typeof neighbours> & PaymentFunctionOptions;

/** Each function of the payment flow, made with what stands around it. */
export const paymentFunctions: Record<string, (scope: Construct, around: Neighbours) => PaymentFunction> = {
  'validate-payment': (scope, around) => new ValidatePaymentFunction(scope, 'ValidatePayment', around),
  'get-payment': (scope, around) => new GetPaymentFunction(scope, 'GetPayment', around),
  'process-payment': (scope, around) => new ProcessPaymentFunction(scope, 'ProcessPayment', around),
  'step-payment': (scope, around) => new StepPaymentFunction(scope, 'StepPayment', around),
  'expire-payments': (scope, around) => new ExpirePaymentsFunction(scope, 'ExpirePayments', around),
  'relay-outbox': (scope, around) => new RelayOutboxFunction(scope, 'RelayOutbox', around),
  'reconcile-payment': (scope, around) => new ReconcilePaymentFunction(scope, 'ReconcilePayment', around),
  'seal-audit': (scope, around) => new SealAuditFunction(scope, 'SealAudit', around),
  'match-settlement': (scope, around) => new MatchSettlementFunction(scope, 'MatchSettlement', around),
  'project-payment': (scope, around) => new ProjectPaymentFunction(scope, 'ProjectPayment', around),
  'notify-payment': (scope, around) => new NotifyPaymentFunction(scope, 'NotifyPayment', around),
};
