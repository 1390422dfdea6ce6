import { statSync } from 'node:fs';
import { viewOf } from '../../tools/payment-dashboard/evaluate/view-of';
import type { Dashboard } from '../../tools/payment-dashboard/synthesized/dashboard';
import { dashboardsOf } from '../../tools/payment-dashboard/synthesized/read-dashboards';
import type { View } from '../../tools/payment-dashboard/view';
import { accessIn } from '../aws-access';
import { type CloudState, stateFile } from '../cloud-state';
import { readStacks } from '../deploy/deployment';
import { physicalIdsOf } from '../deploy/restore/physical-ids';
import { metricsFolder } from '../metrics/metric-log';
import { deployedNames } from './deployed-names';
import { measureBuckets } from './measure-buckets';
import { measureFunctions } from './measure-functions';
import { MEASURED_BY, MeasuredValues } from './measured-values';
import { WrittenMetrics } from './written-metrics';

export interface Choice {
  readonly dashboard?: string;
  readonly rangeMinutes: number;
  readonly pointSeconds: number;
}

/** What was appended to a log in this millisecond may not be there yet. */
const SETTLED_AFTER_MS = 100;

/** Contents of buckets change slowly, and take long to list. */
const BUCKETS_EVERY_MS = 60_000;

/** Dashboards of the deployed example, with what was written by its functions and measured at the edge of the cloud. */
export class LiveDashboards {
  readonly #values: MeasuredValues;
  readonly #written: WrittenMetrics;
  #measuredTo: number;
  #bucketsMeasured = 0;
  #measuring: Promise<void> = Promise.resolve();

  constructor(private readonly cloud: CloudState) {
    this.#measuredTo = statSync(stateFile(cloud.folder)).birthtimeMs;
    this.#values = new MeasuredValues(this.#measuredTo);
    this.#written = new WrittenMetrics(metricsFolder(cloud.folder));
  }

  /** The dashboards as deployed now: again, after another `up`. */
  async read(): Promise<readonly Dashboard[]> {
    const stacks = readStacks(this.cloud.folder);
    const named = await Promise.all(
      stacks.map(async (stack) => {
        const ids = await physicalIdsOf(accessIn(stack.region, this.cloud), stack.stackName);
        return [stack.stackName, deployedNames(stack, ids)] as const;
      }),
    );
    const names = new Map(named);
    return dashboardsOf(stacks, (stack) => names.get(stack.stackName) ?? deployedNames(stack, new Map()));
  }

  /** Looks at everything once more; whoever asks meanwhile waits for the same look. */
  measure(): Promise<void> {
    this.#measuring = this.#measuring.catch(() => undefined).then(() => this.look());
    return this.#measuring;
  }

  async view(choice: Choice): Promise<View> {
    const all = await this.read();
    const names = all.map(({ name }) => name);
    const dashboard = all.find(({ name }) => name === (choice.dashboard ?? name));
    if (!dashboard) throw new Error(`'dashboard' must be one of ${names.join(', ')}, got '${choice.dashboard}'`);
    await this.measure();
    const { pointSeconds, rangeMinutes } = choice;
    const measuring = { at: this.#measuredTo - 1, rangeMinutes, pointSeconds, by: MEASURED_BY };
    return viewOf({ dashboard, dashboards: names, live: { source: this.#values, measuring } });
  }

  private async look(): Promise<void> {
    const span = { from: this.#measuredTo, to: Date.now() - SETTLED_AFTER_MS };
    const regions = new Set(readStacks(this.cloud.folder).map(({ region }) => region));
    for (const { metric, samples } of this.#written.read()) this.#values.add(metric, ...samples);
    const buckets = span.to - this.#bucketsMeasured > BUCKETS_EVERY_MS;
    for (const region of regions) {
      const access = accessIn(region, this.cloud);
      await measureFunctions(access, span, this.#values);
      if (buckets) await measureBuckets(access, span.to, this.#values);
    }
    if (buckets) this.#bucketsMeasured = span.to;
    this.#measuredTo = span.to;
  }
}
