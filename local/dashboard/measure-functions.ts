import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import type { Sample } from '../../tools/payment-dashboard/evaluate/metric-source';
import type { Metric } from '../../tools/payment-dashboard/synthesized/dashboard';
import { type AwsAccess, clientOptions } from '../aws-access';
import { embeddedMetrics } from './embedded-metrics';
import { type LogLine, runsIn } from './function-runs';
import type { MeasuredValues } from './measured-values';

/** A time, in milliseconds since 1970; the end is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What functions wrote in a time, and how they ran. */
export async function measureFunctions(access: AwsAccess, span: Span, values: MeasuredValues): Promise<void> {
  const clients = {
    logs: new CloudWatchLogsClient(clientOptions(access)),
    metrics: new CloudWatchClient(clientOptions(access)),
  };
  for await (const page of paginateListFunctions({ client: new LambdaClient(clientOptions(access)) }, {})) {
    await Promise.all(
      (page.Functions ?? []).map(async ({ FunctionName = '', LoggingConfig }) => {
        const logGroup = LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`;
        const lines = await linesOf(clients.logs, logGroup, span);
        const throttles = await throttlesOf(clients.metrics, FunctionName, span);
        addMetrics(lines, access.region, values);
        addVolume(
          lines,
          { region: access.region, namespace: 'AWS/Logs', dimensions: { LogGroupName: logGroup } },
          values,
        );
        addRuns(
          { region: access.region, namespace: 'AWS/Lambda', dimensions: { FunctionName } },
          lines,
          throttles,
          values,
        );
      }),
    );
  }
}

function addMetrics(lines: readonly LogLine[], region: string, values: MeasuredValues): void {
  const written = lines.flatMap(({ message }) => embeddedMetrics(message, region));
  for (const { metric, samples } of written) values.add(metric, ...samples);
}

type Nameless = Omit<Metric, 'name'>;

/** What CloudWatch Logs would count as ingested. */
function addVolume(lines: readonly LogLine[], of: Nameless, values: MeasuredValues): void {
  const bytes = lines.map(({ at, message }) => ({ at, value: Buffer.byteLength(message) }));
  values.add({ ...of, name: 'IncomingBytes' }, ...bytes);
  values.add({ ...of, name: 'IncomingLogEvents' }, ...lines.map(({ at }) => ({ at, value: 1 })));
}

/** Each run says of itself that it was neither failed nor throttled, as in AWS: silence and zero are not the same. */
function addRuns(of: Nameless, lines: readonly LogLine[], throttles: readonly Sample[], values: MeasuredValues): void {
  const runs = runsIn(lines);
  const add = (name: string, samples: readonly Sample[]) => values.add({ ...of, name }, ...samples);
  add(
    'Invocations',
    runs.map(({ at }) => ({ at, value: 1 })),
  );
  add(
    'Errors',
    runs.map(({ at, failed }) => ({ at, value: failed ? 1 : 0 })),
  );
  add(
    'Duration',
    runs.map(({ at, durationMs }) => ({ at, value: durationMs })),
  );
  add('Throttles', [...runs.map(({ at }) => ({ at, value: 0 })), ...throttles]);
}

async function linesOf(client: CloudWatchLogsClient, logGroupName: string, { from, to }: Span): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  try {
    for await (const { events = [] } of paginateFilterLogEvents(
      { client },
      { logGroupName, startTime: from, endTime: to - 1 },
    )) {
      for (const { logStreamName = '', timestamp = 0, message = '' } of events) {
        lines.push({ stream: logStreamName, at: timestamp, message });
      }
    }
  } catch (error) {
    // a function that never ran has no log group yet
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
  }
  return lines;
}

/** Refused runs leave no line: the emulator counts them itself. */
async function throttlesOf(client: CloudWatchClient, functionName: string, { from, to }: Span): Promise<Sample[]> {
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/Lambda',
      MetricName: 'Throttles',
      Dimensions: [{ Name: 'FunctionName', Value: functionName }],
      StartTime: new Date(from),
      EndTime: new Date(to),
      Period: 1,
      Statistics: ['Sum'],
    }),
  );
  const samples = Datapoints.map(({ Sum = 0, Timestamp }) => ({ at: Timestamp?.getTime() ?? from, value: Sum }));
  return samples.filter(({ value }) => value > 0);
}
