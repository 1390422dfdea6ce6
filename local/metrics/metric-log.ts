import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the parts of a cloud write metrics: a folder for each region, a file for each writer. */
export const metricsFolder = (cloudFolder: string) => join(cloudFolder, 'metrics');

/** Values of one moment, each with its unit. */
export type Values = Readonly<Record<string, { readonly value: number; readonly unit: string }>>;

/**
 * Metrics as a part of the cloud writes them, a line in CloudWatch's embedded metric format for each moment.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export class MetricLog {
  readonly #file: string;

  constructor(folder: string, region: string, writer: string) {
    mkdirSync(join(folder, region), { recursive: true });
    this.#file = join(folder, region, `${writer}.jsonl`);
  }

  put(at: number, namespace: string, dimensions: Readonly<Record<string, string>>, values: Values): void {
    const directive = {
      Namespace: namespace,
      Dimensions: [Object.keys(dimensions)],
      Metrics: Object.entries(values).map(([Name, { unit }]) => ({ Name, Unit: unit })),
    };
    const numbers = Object.entries(values).map(([name, { value }]) => [name, value]);
    const about = { Timestamp: at, CloudWatchMetrics: [directive] };
    const line = JSON.stringify({ _aws: about, ...dimensions, ...Object.fromEntries(numbers) });
    appendFileSync(this.#file, `${line}\n`, { mode: 0o600 });
  }
}
