import {
  AuditSigningKey,
  AuroraCapacity,
  CardFingerprintKey,
  ConnectionLimit,
  ExpirePaymentsFunction,
  GetPaymentFunction,
  type ILedgerAccess,
  LedgerAccess,
  LedgerMigration,
  NotifyPaymentFunction,
  PaymentAlerts,
  PaymentAuroraCluster,
  PaymentBucket,
  PaymentBucketEncryption,
  PaymentConfiguration,
  PaymentDashboard,
  type PaymentFunction,
  PaymentParameter,
  PaymentQueue,
  PaymentRequestModel,
  PaymentRestApi,
  PaymentSecret,
  PaymentTopic,
  PaymentWebAcl,
  PciVpc,
  ProcessPaymentFunction,
  ProjectPaymentFunction,
  ReconcilePaymentFunction,
  RelayOutboxFunction,
  SealAuditFunction,
  StepPaymentFunction,
  TransactionTable,
  ValidatePaymentFunction,
  VpcEgress,
} from '@org/payment-constructs';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { apiDomain, setting } from './settings';

/** Of each database instance, in Aurora capacity units of 2 GiB. */
const CAPACITY = { minimumAcu: 0.5, maximumAcu: 16 };

/** The brief, top to bottom: network, data, configuration, functions, API. */
export class SingleRegionPlatformStack extends Stack {
  private readonly network: PciVpc;
  private readonly database: PaymentAuroraCluster;
  private readonly sessions: TransactionTable;
  private readonly archive: PaymentBucket;
  private readonly configuration: PaymentConfiguration;
  private readonly firewall: PaymentWebAcl;
  private readonly events: PaymentTopic;
  private readonly notifications: PaymentTopic;
  private readonly functions: PaymentFunction[] = [];
  private readonly queues: PaymentQueue[] = [];
  private readonly keys: IKey[] = [];

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    // SR-NET-1: the zones are named, so that the app synthesizes offline and for any account
    this.network = new PciVpc(this, 'Network', {
      availabilityZones: ['a', 'b', 'c'].map((zone) => `${this.region}${zone}`),
      egress: VpcEgress.natGatewayPerZone(),
    });

    // SR-DB-1
    this.database = new PaymentAuroraCluster(this, 'Ledger', {
      vpc: this.network.vpc,
      vpcSubnets: this.network.databaseSubnets,
      rotationSubnets: this.network.privateSubnets,
      capacity: AuroraCapacity.serverlessV2({ ...CAPACITY, readers: 1 }),
      backupRetention: Duration.days(7),
    });

    // SR-DDB-1
    this.sessions = new TransactionTable(this, 'Sessions', {
      partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
    });

    // SR-S3-1
    this.archive = new PaymentBucket(this, 'Archive', {
      encryption: PaymentBucketEncryption.awsManagedKey(),
      archiveAfter: Duration.days(90),
    });

    this.events = new PaymentTopic(this, 'PaymentEvents');
    this.notifications = new PaymentTopic(this, 'Notifications', { displayName: 'Payments' });

    this.configuration = this.configure();
    this.firewall = new PaymentWebAcl(this, 'Firewall');
    const api = this.serve();
    this.configuration.addParameter(PaymentParameter.API_URL, api.url);
    const alerts = this.watch(api);

    new CfnOutput(this, 'ApiUrl', { value: api.url });
    new CfnOutput(this, 'DatabaseEndpoint', { value: this.database.endpointHost });
    new CfnOutput(this, 'SessionTable', { value: this.sessions.table.tableName });
    new CfnOutput(this, 'ArchiveBucket', { value: this.archive.bucket.bucketName });
    new CfnOutput(this, 'NotificationTopic', { value: this.notifications.topic.topicArn });
    new CfnOutput(this, 'SystemErrorTopic', { value: alerts.systemErrors.topicArn });
  }

  /** SR-CFG-1: what operators change without deploying. */
  private configure(): PaymentConfiguration {
    const configuration = new PaymentConfiguration(this, 'Configuration');
    configuration.addParameter(PaymentParameter.DATABASE_ENDPOINT, this.database.endpointHost);
    configuration.addParameter(PaymentParameter.DATABASE_READER_ENDPOINT, this.database.readerEndpointHost);
    configuration.addParameter(
      PaymentParameter.ACQUIRER_URL,
      setting(this, 'acquirerUrl', 'https://acquirer.example.com'),
    );
    configuration.addFeatureFlags({ fraudScoring: true, webhooks: true });
    const signingKey = new PaymentSecret(this, 'WebhookSigning', { description: 'Signs webhooks', field: 'key' });
    configuration.addSecureString(PaymentParameter.WEBHOOK_SIGNING_KEY, signingKey.secret, { secretField: 'key' });
    return configuration;
  }

  /** SR-FN-1, SR-API-1: request, queue, ledger, events; no function serves before the ledger's schema is there. */
  private serve(): PaymentRestApi {
    const inNetwork = { vpc: this.network.vpc, vpcSubnets: this.network.privateSubnets };
    const sessionTable = this.sessions.table;
    const acquirerSecret = new PaymentSecret(this, 'Acquirer', { description: 'API key of the acquirer' }).secret;
    const payments = new PaymentQueue(this, 'Payments');
    this.queues.push(payments);
    const fingerprintKey = new CardFingerprintKey(this, 'CardFingerprint').key;
    this.keys.push(fingerprintKey);

    const validate = new ValidatePaymentFunction(this, 'ValidatePayment', {
      ...inNetwork,
      sessionTable,
      acquirerSecret,
      paymentQueue: payments.queue,
      fingerprintKey,
    });
    const get = new GetPaymentFunction(this, 'GetPayment', { ...inNetwork, sessionTable });
    const ledger = LedgerAccess.password(this.database.cluster, this.database.applicationSecret);
    const process = new ProcessPaymentFunction(this, 'ProcessPayment', {
      ...inNetwork,
      sessionTable,
      acquirerSecret,
      ledger,
      paymentQueue: payments.queue,
      eventTopic: this.events.topic,
    });
    const relay = new RelayOutboxFunction(this, 'RelayOutbox', { ...inNetwork, ledger, eventTopic: this.events.topic });
    const [step, ...sweepers] = this.settle(ledger, acquirerSecret);
    const seal = this.seal(ledger);
    const migration = new LedgerMigration(this, 'Migration', {
      ...inNetwork,
      database: this.database,
      adminSecret: this.database.adminSecret,
      applicationSecrets: [this.database.applicationSecret],
    });
    migration.runBefore(process, relay, step, ...sweepers, seal, ...this.database.rotations);
    this.functions.push(validate, process, get, relay, step, ...sweepers, seal);

    this.tell();
    const api = new PaymentRestApi(this, 'Api', {
      stageName: 'v1',
      throttlingRateLimit: 10_000,
      domain: apiDomain(this),
      webAclArn: this.firewall.webAclArn,
    });
    api.addRoute('POST', '/payments', validate.function, { requestModel: PaymentRequestModel.PAYMENT_REQUEST });
    api.addRoute('GET', '/payments/{id}', get.function);
    api.addStepRoutes(step.function);
    return api;
  }

  /** What follows an authorization: capture, void, refund, expiry, and what the acquirer has not answered; the rest is for people. */
  private settle(ledger: ILedgerAccess, acquirerSecret: ISecret) {
    const inNetwork = { vpc: this.network.vpc, vpcSubnets: this.network.privateSubnets };
    const operators = new PaymentQueue(this, 'Operators', {
      retentionPeriod: Duration.days(14),
      maxReceiveCount: 1_000, // people look at a case as often as they need to
    });
    this.queues.push(operators);
    const atAcquirer = { ...inNetwork, ledger, acquirerSecret, operatorQueue: operators.queue };
    return [
      new StepPaymentFunction(this, 'StepPayment', { ...atAcquirer, eventTopic: this.events.topic }),
      new ExpirePaymentsFunction(this, 'ExpirePayments', { ...inNetwork, ledger, authorizationAge: Duration.days(7) }),
      new ReconcilePaymentFunction(this, 'ReconcilePayment', { ...atAcquirer, sessionTable: this.sessions.table }),
    ] as const;
  }

  /** Every record of what was done, sealed into the archive; whoever has the key's public half can verify it. */
  private seal(ledger: ILedgerAccess): SealAuditFunction {
    const { key } = new AuditSigningKey(this, 'AuditSigning');
    this.keys.push(key);
    new CfnOutput(this, 'AuditSigningKey', { value: key.keyArn });
    return new SealAuditFunction(this, 'SealAudit', {
      vpc: this.network.vpc,
      vpcSubnets: this.network.privateSubnets,
      ledger,
      auditBucket: this.archive.bucket,
      signingKey: key,
    });
  }

  /** What follows a committed payment: the view that clients read, and the word to those who subscribed. */
  private tell(): void {
    const inNetwork = { vpc: this.network.vpc, vpcSubnets: this.network.privateSubnets };
    const consumer = { ...inNetwork, sessionTable: this.sessions.table };
    const views = new PaymentQueue(this, 'PaymentViews');
    const notices = new PaymentQueue(this, 'PaymentNotices');
    for (const { queue } of [views, notices]) this.events.addQueue(queue);

    const project = new ProjectPaymentFunction(this, 'ProjectPayment', { ...consumer, eventQueue: views.queue });
    const notify = new NotifyPaymentFunction(this, 'NotifyPayment', {
      ...consumer,
      eventQueue: notices.queue,
      notificationTopic: this.notifications.topic,
    });
    this.configuration.grantReadSecure(notify);
    this.functions.push(notify, project);
    this.queues.push(views, notices);
  }

  /** SR-MON-1, SR-MON-2: every service on one page, with its alarms. */
  private watch(api: PaymentRestApi): PaymentAlerts {
    const alerts = new PaymentAlerts(this, 'Alerts');
    const dashboard = new PaymentDashboard(this, 'Dashboard', {
      failedTransactions: alerts.failedTransactions,
      systemErrors: alerts.systemErrors,
    });
    dashboard.addPayments();
    dashboard.addSteps();
    dashboard.addReconciliation();
    dashboard.addAuditTrail();
    dashboard.addApi(api.stage, { logGroup: api.accessLogGroup });
    dashboard.addWebAcl(this.firewall.webAcl, this.firewall);
    for (const fn of this.functions) dashboard.addFunction(fn.function, fn);
    dashboard.addFunction(this.database.rotationFunction, { thresholds: { minimumRequests: 2 } });
    for (const { queue, deadLetterQueue } of this.queues) dashboard.addQueue(queue, { deadLetterQueue });
    const { cluster, logGroup } = this.database;
    dashboard.addDatabase(cluster, { connectionLimit: ConnectionLimit.serverlessV2(CAPACITY), logGroup });
    dashboard.addTable(this.sessions.table);
    dashboard.addBucket(this.archive.bucket);
    for (const { topic } of [this.events, this.notifications]) dashboard.addTopic(topic);
    dashboard.addNetwork(this.network.vpc, this.network);
    const encrypted = [this.database, this.sessions, ...this.queues].map(({ encryptionKey }) => encryptionKey);
    for (const key of [...this.keys, ...encrypted]) dashboard.addKey(key);
    return alerts;
  }
}
