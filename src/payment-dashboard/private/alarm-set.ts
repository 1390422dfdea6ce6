import { Lazy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { kebabCase } from '../../environment/kebab-case';
import { physicalName } from '../../private/names';
import { AlarmSeverity, PaymentAlarm } from '../payment-alarm';
import type { PaymentAlarmsProps } from '../payment-alarms-props';
import { AT_RISK, alarmCatalogue } from './alarm-catalogue';
import { requireWithinRule } from './limits';
import type { AlarmDefinition, MonitoredPart } from './monitored-part';

const RUNBOOK = 'https://github.com/org/payment-constructs/blob/main/docs/operations.md';
/** What fails clients is felt as lost money, whoever's fault it is. */
const FELT_BY_CLIENTS = [PaymentAlarm.API_SERVER_ERROR_RATE, PaymentAlarm.LOAD_BALANCER_SERVER_ERROR_RATE];

/** Makes alarms below one construct: named, described, with an action each, and one composite over those that mean money. */
export class AlarmSet {
  readonly #alarms: cloudwatch.IAlarm[] = [];
  readonly #atRisk: cloudwatch.IAlarm[] = [];
  #composite?: cloudwatch.IAlarm;

  constructor(
    private readonly scope: Construct,
    private readonly props: PaymentAlarmsProps,
  ) {}

  /** The composite first, then by their paths, so that the order of adding changes nothing. */
  public get alarms(): cloudwatch.IAlarm[] {
    return [...(this.#composite ? [this.#composite] : []), ...byPath(this.#alarms)];
  }

  /** Address of an alarm's section in the runbook. */
  public runbookOf(kind: PaymentAlarm): string {
    return `${this.runbookUrl}#${kind}`;
  }

  public get runbookUrl(): string {
    return this.props.runbookUrl ?? RUNBOOK;
  }

  public isWanted(kind: PaymentAlarm): boolean {
    return !(this.props.without ?? []).includes(kind);
  }

  public add({ section, label, alarms }: MonitoredPart): void {
    const wanted = alarms.filter(({ kind }) => this.isWanted(kind));
    if (wanted.length === 0) return;
    const scope = new Construct(this.scope, `${section.replace(/\W/g, '')}${label}`);
    for (const definition of wanted) this.alarm(scope, label, definition);
  }

  private alarm(scope: Construct, label: string, { kind, metric, threshold, severity }: AlarmDefinition): void {
    if (kind === PaymentAlarm.PAYMENTS_AT_RISK) throw new Error(`'${kind}' is made of the other alarms`);
    const entry = alarmCatalogue[kind];
    const purpose = `${kebabCase(label)}-${kind}`;
    const limit = `alarms ${entry.below ? 'below' : 'above'} ${threshold}`;
    const alarm = new cloudwatch.Alarm(scope, pascal(kind), {
      alarmName: physicalName(scope, { type: 'alarm', maxLength: 255, purpose }),
      alarmDescription: `${label}: ${entry.means}, ${limit}. ${entry.action} ${this.runbookOf(kind)}`,
      metric,
      threshold,
      comparisonOperator: entry.below
        ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
        : cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: entry.periods.of,
      datapointsToAlarm: entry.periods.bad,
      treatMissingData: entry.missing,
    });
    this.take(alarm, severity ?? entry.severity, FELT_BY_CLIENTS.includes(kind));
  }

  /** An alarm that is made, here or by the user. */
  public take(alarm: cloudwatch.AlarmBase, severity: AlarmSeverity, isFelt = false): void {
    if (this.#alarms.includes(alarm)) throw new Error(`'alarm' must be new, got ${alarm.node.path} again`);
    const isMoney = severity === AlarmSeverity.FAILED_TRANSACTIONS;
    this.tell(alarm, isMoney ? this.props.failedTransactions : this.props.systemErrors);
    this.#alarms.push(alarm);
    if (isMoney || isFelt) this.risk(alarm);
  }

  /** The composite comes with the first alarm it can be made of; its rule is written once all are known. */
  private risk(alarm: cloudwatch.IAlarm): void {
    this.#atRisk.push(alarm);
    if (this.#atRisk.length > 1 || !this.isWanted(PaymentAlarm.PAYMENTS_AT_RISK)) return;
    const kind = PaymentAlarm.PAYMENTS_AT_RISK;
    const ofAll = Lazy.string({
      produce: () => {
        requireWithinRule(this.#atRisk);
        const parts = byPath(this.#atRisk).map((each) => `ALARM("${each.alarmArn}")`);
        return parts.join(' OR ');
      },
    });
    const composite = new cloudwatch.CompositeAlarm(this.scope, pascal(kind), {
      compositeAlarmName: physicalName(this.scope, { type: 'alarm', maxLength: 255, purpose: kind }),
      alarmDescription: `${AT_RISK.means}. ${AT_RISK.action} ${this.runbookOf(kind)}`,
      alarmRule: { renderAlarmRule: () => ofAll },
    });
    this.tell(composite, this.props.onCall ?? this.props.failedTransactions);
    this.#composite = composite;
  }

  /** Also when it is over. */
  private tell(alarm: cloudwatch.AlarmBase, topic: sns.ITopic): void {
    const action = new SnsAction(topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

function byPath(alarms: cloudwatch.IAlarm[]): cloudwatch.IAlarm[] {
  return [...alarms].sort((one, other) => (one.node.path < other.node.path ? -1 : 1));
}

function pascal(kind: PaymentAlarm): string {
  return kind.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}
