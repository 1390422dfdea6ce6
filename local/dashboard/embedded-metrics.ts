import type { Sample } from '../../tools/payment-dashboard/evaluate/metric-source';
import type { Metric } from '../../tools/payment-dashboard/synthesized/dashboard';
import { isRecord } from '../deploy/template';

export interface Written {
  readonly metric: Metric;
  readonly samples: readonly Sample[];
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Metrics in a line of a log, in CloudWatch's embedded format; the emulator keeps the line and reads nothing from it.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(line: string, region: string): readonly Written[] {
  if (!line.startsWith('{') || !line.includes('"_aws"')) return [];
  const document = parsed(line);
  const about = document?._aws;
  if (!document || !isRecord(about)) return [];
  const at = Number(about.Timestamp);
  return list(about.CloudWatchMetrics)
    .filter(isRecord)
    .flatMap(({ Namespace, Dimensions, Metrics }) =>
      list(Dimensions).flatMap((names) =>
        list(Metrics)
          .filter(isRecord)
          .map(({ Name }) => {
            const dimensions = list(names).map((name) => [String(name), String(document[String(name)])]);
            const metric = {
              region,
              namespace: String(Namespace),
              name: String(Name),
              dimensions: Object.fromEntries(dimensions),
            };
            const values = [document[String(Name)]].flat();
            return { metric, samples: values.map((value) => ({ at, value: Number(value) })) };
          }),
      ),
    );
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const document: unknown = JSON.parse(line);
    return isRecord(document) ? document : undefined;
  } catch {
    return undefined; // a line that only looks like it
  }
}
