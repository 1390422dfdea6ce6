import { Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * CloudWatch refuses dashboards beyond these, and says so only when they are deployed; metrics within expressions count.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const MOST = { inChart: 500, inAll: 2500 };

interface Widget {
  readonly properties?: { readonly title?: string; readonly metrics?: unknown[][] };
}

export function requireWithinLimits(widgets: Widget[]): void {
  const counts = widgets.map(({ properties }) => ({
    title: properties?.title ?? '',
    // a row that begins with an option is an expression
    metrics: (properties?.metrics ?? []).filter(([first]) => typeof first === 'string').length,
  }));
  const large = counts.find(({ metrics }) => metrics > MOST.inChart);
  if (large) {
    throw new Error(
      `a chart must have at most ${MOST.inChart} metrics, got ${large.metrics} in '${large.title}': split it`,
    );
  }
  const all = counts.reduce((sum, { metrics }) => sum + metrics, 0);
  if (all > MOST.inAll) {
    throw new Error(`a dashboard must have at most ${MOST.inAll} metrics, got ${all}: give a region or a part its own`);
  }
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
const MOST_IN_RULE = { alarms: 100, characters: 10_240 };

/** `ALARM("arn:aws-us-gov:cloudwatch:us-gov-west-1:123456789012:alarm:") OR `, around a name. */
const AROUND_NAME = 73;

/** The same of a composite alarm's rule; alarms that CloudFormation names count by their number only. */
export function requireWithinRule(alarms: cloudwatch.IAlarm[]): void {
  const names = alarms.map(({ node: { defaultChild: made } }) =>
    made instanceof cloudwatch.CfnAlarm || made instanceof cloudwatch.CfnCompositeAlarm ? made.alarmName : undefined,
  );
  const characters = names.reduce(
    (sum, name = '') => sum + AROUND_NAME + (Token.isUnresolved(name) ? 0 : name.length),
    0,
  );
  if (alarms.length <= MOST_IN_RULE.alarms && characters <= MOST_IN_RULE.characters) return;
  throw new Error(
    `'payments-at-risk' must be over at most ${MOST_IN_RULE.alarms} alarms and ${MOST_IN_RULE.characters} characters of their names, got ${alarms.length} and ${characters}: leave some kinds out by 'without', or give some parts PaymentAlarms of their own`,
  );
}
