import { FunctionEnvironment, ReconcilePaymentEnvironment } from '../../src/contract/environment';
import { AcquirerClient } from '../adapters/acquirer-client';
import { HttpAcquirer } from '../adapters/http-acquirer';
import { HttpAcquirerSubmissions } from '../adapters/http-acquirer-submissions';
import { HttpsClient } from '../adapters/https-client';
import { openLedgerDatabase } from '../adapters/postgresql/open-ledger-database';
import { PostgresqlOpenAuthorizations } from '../adapters/postgresql/postgresql-open-authorizations';
import { PostgresqlPaymentSteps } from '../adapters/postgresql/postgresql-payment-steps';
import { PostgresqlSubmissions } from '../adapters/postgresql/postgresql-submissions';
import { SecretsManagerSecret } from '../adapters/secrets-manager-secret';
import { SqsOperatorCases } from '../adapters/sqs-operator-cases';
import { SsmConfiguration } from '../adapters/ssm-configuration';
import { secretsManagerClient } from '../runtime/aws-clients/secrets-manager';
import { sqsClient } from '../runtime/aws-clients/sqs';
import { ssmClient } from '../runtime/aws-clients/ssm';
import { systemClock as clock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { uuidIds as ids } from '../runtime/ids';
import { logger } from '../runtime/logger';
import { metrics, withMetrics } from '../runtime/metrics';
import { type SettleSubmissionPorts, settleSubmission } from '../step-payment/settle-submission';
import { reopenPayments } from './reopen-payments';
import { type SweepSubmissionsPorts, sweepSubmissions } from './sweep-submissions';
import { type SweepUnresolvedPorts, sweepUnresolved } from './sweep-unresolved';

const environment = ReconcilePaymentEnvironment;
const acquirerSecretArn = requireEnvironment(environment.ACQUIRER_SECRET_ARN);
const operatorQueueUrl = requireEnvironment(environment.OPERATOR_QUEUE_URL);
const path = requireEnvironment(FunctionEnvironment.CONFIGURATION_PATH);

const configuration = new SsmConfiguration(ssmClient(), path, clock, logger);
const apiKey = new SecretsManagerSecret(secretsManagerClient(), acquirerSecretArn, 'apiKey', clock);
const client = new AcquirerClient(new HttpsClient(), configuration, apiKey);
const database = openLedgerDatabase(__dirname);

const acquirerSubmissions = new HttpAcquirerSubmissions(client);
const shared = {
  steps: new PostgresqlPaymentSteps(database),
  operatorCases: new SqsOperatorCases(sqsClient(), operatorQueueUrl),
  configuration,
  clock,
  ids,
  metrics,
  logger,
};
const unresolved: SweepUnresolvedPorts = {
  ...shared,
  acquirer: new HttpAcquirer(client),
  submissions: acquirerSubmissions,
  open: new PostgresqlOpenAuthorizations(database),
};
const submissions = new PostgresqlSubmissions(database);
const settling: SettleSubmissionPorts = { ...shared, acquirer: acquirerSubmissions, submissions };
const unanswered: SweepSubmissionsPorts = {
  ...shared,
  submissions,
  settle: (submission) => settleSubmission(settling, submission, true),
};

export const handler = withMetrics(async (event: unknown) => {
  await reopenPayments(unresolved, event);
  const sweeps = await Promise.allSettled([sweepUnresolved(unresolved), sweepSubmissions(unanswered)]);
  for (const sweep of sweeps) if (sweep.status === 'rejected') throw sweep.reason;
});
