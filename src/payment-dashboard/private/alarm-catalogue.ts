import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmSeverity, PaymentAlarm } from '../payment-alarm';

/** What is true of every alarm of a kind. */
export interface CatalogueEntry {
  readonly severity: AlarmSeverity;
  /** What has happened, as the beginning of a sentence that the threshold ends. */
  readonly means: string;
  /** What to do, in one sentence. */
  readonly action: string;
  /** Periods that are looked at, and how many of them must be bad. */
  readonly periods: { readonly of: number; readonly bad: number };
  /** What a period without data counts as. */
  readonly missing: TreatMissingData;
  /** Whether a value below the threshold is the bad one. @default false */
  readonly below?: boolean;
}

const AT_ONCE = { of: 1, bad: 1 };
const LASTING = { of: 3, bad: 2 };
const STEADY = { of: 3, bad: 3 };
const { FAILED_TRANSACTIONS, SYSTEM_ERRORS } = AlarmSeverity;
/** Nothing counted, nothing wrong. */
const { NOT_BREACHING } = TreatMissingData;
/** Silence is shown as such: what always writes has stopped. */
const { MISSING, BREACHING } = TreatMissingData;

type Shape = Pick<CatalogueEntry, 'periods' | 'missing' | 'below'>;

function money(means: string, action: string, shape: Partial<Shape> = {}): CatalogueEntry {
  return { severity: FAILED_TRANSACTIONS, means, action, periods: AT_ONCE, missing: NOT_BREACHING, ...shape };
}

function machines(means: string, action: string, shape: Partial<Shape> = {}): CatalogueEntry {
  return { ...money(means, action, shape), severity: SYSTEM_ERRORS };
}

/** The composite has no threshold of its own. */
export const AT_RISK = money(
  'At least one alarm that means money is in ALARM, or the API fails its clients',
  'Open the dashboard, find the first red section from the top, and follow the runbook of that alarm.',
);

/** Every alarm over a metric. The page `docs/operations.md` has the same, longer. */
export const alarmCatalogue: {
  readonly [kind in Exclude<PaymentAlarm, PaymentAlarm.PAYMENTS_AT_RISK>]: CatalogueEntry;
} = {
  [PaymentAlarm.LEDGER_IMBALANCE]: money(
    'Currencies whose debits and credits are not equal',
    'Stop new payments, read the view invariant_violation of the ledger, and keep what you find before you correct anything.',
  ),
  [PaymentAlarm.PAYMENTS_MISSING]: money(
    'Payments received within a period',
    'Send a payment of your own: if it arrives, ask the merchants, and if not, look at name, certificate and firewall of the API.',
    { periods: LASTING, missing: BREACHING, below: true },
  ),
  [PaymentAlarm.PAYMENT_FAILURE_RATE]: money(
    'Percent of decided payments that the acquirer refused for what they are',
    'Ask the acquirer by payment id what it refuses, and take back the last deployment if it began there.',
  ),
  [PaymentAlarm.PAYMENT_DECLINE_RATE]: money(
    'Percent of decided payments that were declined',
    'Compare fraud declines with those of the acquirer, to tell an attack or a wrong rule from an outage of issuers.',
  ),
  [PaymentAlarm.PAYMENT_UNRESOLVED]: money(
    'Payments of which nobody knows whether the acquirer authorized them',
    'Watch the age of the oldest unresolved fall, since reconcile-payment asks the acquirer, and do not send them again.',
  ),
  [PaymentAlarm.UNRESOLVED_AGE]: money(
    'Seconds that the oldest payment has been unresolved',
    'Look whether reconcile-payment runs and whether the acquirer answers it, and ask the acquirer yourself if it does not.',
    { periods: LASTING, missing: BREACHING },
  ),
  [PaymentAlarm.SUBMISSION_AGE]: money(
    'Seconds that the acquirer has not answered the oldest capture, void or refund',
    'Look at the log of reconcile-payment, which tells the acquirer again each minute, and ask there by the key of the step.',
    { periods: LASTING },
  ),
  [PaymentAlarm.OPERATOR_CASE]: money(
    'Cases that no program may decide',
    'Read the case in the operator queue, compare the ledger with the acquirer, and decide before you delete it.',
  ),
  [PaymentAlarm.SETTLEMENT_DIFFERENCE]: money(
    'Differences between a settlement file and the ledger',
    'Read the report beside the settlement file, and clear each difference with the acquirer: nothing was booked.',
  ),
  [PaymentAlarm.AUTHORIZATION_LATENCY]: money(
    'Milliseconds of an authorization at the 99th percentile',
    "Look at the acquirer's status page, then at the NAT gateways and at throttles of process-payment.",
    { periods: LASTING },
  ),
  [PaymentAlarm.OUTBOX_AGE]: money(
    'Seconds that the oldest committed payment has waited to be told',
    'Read the log of relay-outbox, mend what keeps it from publishing, and watch the age fall by itself.',
  ),
  [PaymentAlarm.QUEUE_AGE]: money(
    'Seconds that the oldest message of the queue has waited',
    'Look at errors, throttles and concurrency of the function that consumes the queue.',
  ),
  [PaymentAlarm.DEAD_LETTERS]: money(
    'Messages that nobody could handle',
    'Read the error code in the log of the consuming function, mend the cause, and start a redrive.',
  ),
  [PaymentAlarm.COMMIT_LATENCY]: machines(
    "Milliseconds of the ledger's transaction at the 99th percentile",
    "Look at the database's processors, capacity and locks, and raise the least capacity if it is the start of a load.",
    { periods: LASTING },
  ),
  [PaymentAlarm.OUTBOX_NOT_SWEPT]: machines(
    'Sweeps of the outbox within a period',
    'Look at the schedule and the errors of relay-outbox: while it does not run, imbalance and age go unseen.',
    { periods: LASTING, missing: BREACHING, below: true },
  ),
  [PaymentAlarm.AUDIT_SEAL_AGE]: machines(
    'Seconds that the oldest audit record has waited for its seal',
    'Look at the schedule and the errors of seal-audit: what is not sealed can still be changed unseen.',
    { missing: BREACHING },
  ),
  [PaymentAlarm.NOTIFICATION_FAILURE_RATE]: machines(
    'Percent of notifications that failed',
    "Look whether one merchant's endpoint fails or all of them, and tell that merchant or mend our way out.",
    { periods: LASTING },
  ),
  [PaymentAlarm.API_SERVER_ERROR_RATE]: machines(
    'Percent of API requests that failed on our side',
    'Open the access log for the failing route, then the errors of its function.',
  ),
  [PaymentAlarm.API_CLIENT_ERROR_RATE]: machines(
    'Percent of API requests that were refused for what they are',
    'Group the access log by caller and status: one caller is a client to write to, all callers a deployment to take back.',
    { periods: LASTING },
  ),
  [PaymentAlarm.API_LATENCY]: machines(
    'Milliseconds of an API request at the 99th percentile',
    'Compare with the duration of the functions behind it, then open the slowest trace.',
    { periods: LASTING },
  ),
  [PaymentAlarm.FUNCTION_ERROR_RATE]: machines(
    "Percent of the function's runs that failed",
    "Read the newest error of the function's log, and take back the last deployment if it began there.",
  ),
  [PaymentAlarm.FUNCTION_FAILING]: machines(
    'Failed runs of the function in an hour in which none succeeded',
    "Read the newest error of the function's log: what the function is for is not done at all.",
  ),
  [PaymentAlarm.FUNCTION_THROTTLES]: machines(
    'Runs that were refused because of a limit on concurrency',
    "Raise the function's reserved concurrency or the account's, after a look at what the database can take.",
  ),
  [PaymentAlarm.FUNCTION_DURATION]: machines(
    'Percent of its time-out that a run takes at the 99th percentile',
    'Open the slowest trace: it says whether the database, the acquirer or the function itself takes the time.',
    { periods: LASTING },
  ),
  [PaymentAlarm.DATABASE_CPU]: machines(
    "Percent of the database's processors in use, of its writer or its readers",
    'Find the top statement in Performance Insights, or raise the capacity.',
    { periods: STEADY, missing: MISSING },
  ),
  [PaymentAlarm.DATABASE_CONNECTIONS]: machines(
    'Open connections of an instance',
    'Find who holds them in pg_stat_activity, then lower the concurrency of functions or put the proxy in between.',
    { periods: LASTING, missing: MISSING },
  ),
  [PaymentAlarm.DATABASE_REPLICA_LAG]: machines(
    'Milliseconds that the slowest reader is behind the writer',
    'Look for a long transaction on the reader, and read from the writer until it is gone.',
    { periods: STEADY },
  ),
  [PaymentAlarm.DATABASE_STORAGE]: machines(
    'Free bytes on the disk of the database',
    'Raise the storage now, since it takes hours near the end, and look what grows.',
    { missing: MISSING, below: true },
  ),
  [PaymentAlarm.TABLE_THROTTLES]: machines(
    'Requests that DynamoDB refused',
    'Look for a hot partition key with Contributor Insights, and warm the table up before an expected load.',
  ),
  [PaymentAlarm.LOAD_BALANCER_SERVER_ERROR_RATE]: machines(
    'Percent of requests that the targets or the load balancer failed',
    'Read the log of the failing containers, and shift the traffic back to the last good version.',
  ),
  [PaymentAlarm.LOAD_BALANCER_LATENCY]: machines(
    'Seconds of an answer behind the load balancer at the 99th percentile',
    'Compare with processors and memory of the containers and with the commit latency.',
    { periods: LASTING },
  ),
  [PaymentAlarm.UNHEALTHY_TARGETS]: machines(
    'Targets that do not answer health checks',
    "Read the stopped task's reason and the log of its last minute.",
    { periods: LASTING },
  ),
  [PaymentAlarm.REPLICATION_LATENCY]: machines(
    'Seconds that the replica is behind its bucket',
    'Look at bytes pending: if they grow, the rule, its role or the key of the other region refuses.',
    { periods: LASTING },
  ),
  [PaymentAlarm.REPLICATION_FAILURES]: machines(
    'Objects that could not be replicated',
    'Find the objects with status FAILED, mend role or key, and copy them by S3 Batch Replication.',
  ),
  [PaymentAlarm.SERVICE_CPU]: machines(
    "Percent of the service's processors in use",
    'Add tasks, then look what takes the time.',
    { periods: STEADY, missing: MISSING },
  ),
  [PaymentAlarm.SERVICE_MEMORY]: machines(
    "Percent of the service's memory in use",
    'Add memory before the tasks are killed, then look for what grows.',
    { periods: STEADY, missing: MISSING },
  ),
  [PaymentAlarm.TOPIC_DELIVERY_FAILURES]: machines(
    'Messages that the topic could not deliver',
    "Look at the subscriber's policy and key, which SNS must be allowed to use, and redrive its dead letters.",
  ),
};
