import { Duration, Token } from 'aws-cdk-lib';
import { requireDuration } from '../../private/validation';
import type { AlarmThresholds } from '../alarm-thresholds';

export type SettledThresholds = Required<AlarmThresholds>;

const DEFAULTS: SettledThresholds = {
  period: Duration.minutes(5),
  minimumRequests: 20,
  leastPayments: 0,
  paymentFailureRate: 1,
  paymentDeclineRate: 50,
  unresolvedPayments: 0,
  unresolvedAge: Duration.minutes(30),
  submissionAge: Duration.minutes(30),
  operatorCases: 0,
  settlementDifferences: 0,
  auditSealAge: Duration.minutes(15),
  authorizationLatency: Duration.seconds(5),
  commitLatency: Duration.millis(100),
  outboxAge: Duration.minutes(5),
  notificationFailureRate: 5,
  apiServerErrorRate: 1,
  apiClientErrorRate: 25,
  apiLatency: Duration.seconds(1),
  functionErrorRate: 5,
  functionFailures: 2,
  functionThrottles: 0,
  functionDuration: 80,
  queueAge: Duration.minutes(5),
  deadLetters: 0,
  databaseCpu: 80,
  databaseConnections: 80,
  databaseReplicaLag: Duration.seconds(1),
  databaseFreeStorage: 10,
  tableThrottles: 0,
  loadBalancerServerErrorRate: 1,
  loadBalancerLatency: Duration.seconds(1),
  unhealthyTargets: 0,
  replicationLatency: Duration.minutes(15),
  replicationFailures: 0,
  serviceCpu: 80,
  serviceMemory: 80,
  topicDeliveryFailures: 0,
};

const PERCENTAGES = [
  'paymentFailureRate',
  'paymentDeclineRate',
  'notificationFailureRate',
  'apiServerErrorRate',
  'apiClientErrorRate',
  'functionErrorRate',
  'functionDuration',
  'databaseCpu',
  'databaseConnections',
  'loadBalancerServerErrorRate',
  'serviceCpu',
  'serviceMemory',
];

/** The nearest choice for each threshold: of the part, of the set, else the default. */
export function settle(...choices: (AlarmThresholds | undefined)[]): SettledThresholds {
  for (const choice of choices) check(choice ?? {});
  return Object.assign({}, DEFAULTS, ...choices.map(withoutAbsent));
}

/** An absent value must not hide a default. */
function withoutAbsent(choice: AlarmThresholds = {}): AlarmThresholds {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
}

function check(thresholds: AlarmThresholds): void {
  requireDuration('period', thresholds.period, Duration.minutes(1), Duration.hours(1));
  if (thresholds.period && !Token.isUnresolved(thresholds.period) && thresholds.period.toSeconds() % 60 !== 0) {
    throw new Error(`'period' must be whole minutes, got ${thresholds.period.toHumanString()}`);
  }
  for (const [prop, value] of Object.entries(thresholds)) {
    if (typeof value !== 'number' || Token.isUnresolved(value)) continue;
    const [most, unit] = PERCENTAGES.includes(prop) ? [100, ' percent'] : [Number.MAX_SAFE_INTEGER, ''];
    if (value >= 0 && value <= most) continue;
    throw new Error(`'${prop}' must be ${unit === '' ? '0 or more' : `0 to ${most}${unit}`}, got ${value}`);
  }
}
