import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { Template } from 'aws-cdk-lib/assertions';
import { type AwsAccess, clientOptions } from '../../../local/aws-access';
import { readStacks } from '../../../local/deploy/deployment';
import { listFunctions } from '../../../local/drive/functions';
import { FunctionEnvironment } from '../../../src/contract/environment';
import {
  alarmsOf,
  bodyOf,
  metricsOfAlarm,
  metricsOfWidgets,
  type SynthesizedMetric,
} from '../../payment-dashboard/synthesized';
import type { Platform } from './deployed-platform';

/** A metric as a function wrote it into its log. */
export interface EmittedMetric {
  readonly namespace: string;
  /** Of the function whose log it stands in. */
  readonly writer?: string;
  /** By the dimension. */
  readonly service?: string;
  readonly dimensions: readonly string[];
  readonly name: string;
  readonly unit: string;
}

/** What the runs of the tests have no occasion for: counted on a line of that function's code. */
export const NOT_BROUGHT_ABOUT = [
  'expire-payments PaymentExpired', // after days
  'notify-payment NotificationFailed',
  'process-payment FraudReviewed',
  'process-payment PaymentFailed',
  'reconcile-payment OperatorCaseRaised',
  'reconcile-payment StepReversed', // refused by the acquirer only after it was silent
  'step-payment OperatorCaseRaised',
  'step-payment StepReversed',
];

interface EmbeddedDocument {
  readonly service?: string;
  readonly _aws: {
    readonly CloudWatchMetrics: {
      readonly Namespace: string;
      readonly Dimensions: string[][];
      readonly Metrics: { readonly Name: string; readonly Unit: string }[];
    }[];
  };
}

/** Every metric of every line that the deployed functions have logged until now. */
export async function emittedMetrics(access: AwsAccess): Promise<readonly EmittedMetric[]> {
  const client = new CloudWatchLogsClient(clientOptions(access));
  const emitted: EmittedMetric[] = [];
  for (const { FunctionName, LoggingConfig, Environment } of await listFunctions(access)) {
    const logGroupName = LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`;
    const writer = Environment?.Variables?.[FunctionEnvironment.SERVICE_NAME];
    for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
      const lines = events.map(({ message = '' }) => message).filter((line) => line.startsWith('{"_aws"'));
      emitted.push(...lines.flatMap((line) => metricsIn(JSON.parse(line), writer)));
    }
  }
  return emitted;
}

function metricsIn({ service, _aws }: EmbeddedDocument, writer?: string): EmittedMetric[] {
  return _aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((dimensions) =>
      Metrics.map(({ Name: name, Unit: unit }) => ({ namespace, writer, service, dimensions, name, unit })),
    ),
  );
}

/** What the alarms and pages read that were deployed. */
export function metricsRead({ cloud }: Platform): readonly SynthesizedMetric[] {
  return readStacks(cloud.state.folder).flatMap(({ template }) => {
    const deployed = Template.fromJSON({ ...template });
    const pages = Object.keys(deployed.findResources('AWS::CloudWatch::Dashboard'));
    return [
      ...[...alarmsOf(deployed).values()].flatMap(metricsOfAlarm),
      ...(pages.length > 0 ? metricsOfWidgets(bodyOf(deployed).widgets) : []),
    ];
  });
}
