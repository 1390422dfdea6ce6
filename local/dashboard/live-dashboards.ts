import { statSync } from 'node:fs';
import { viewOf } from '../../tools/payment-dashboard/evaluate/view-of';
import type { Dashboard } from '../../tools/payment-dashboard/synthesized/dashboard';
import { dashboardsOf } from '../../tools/payment-dashboard/synthesized/read-dashboards';
import type { View } from '../../tools/payment-dashboard/view';
import { accessIn } from '../aws-access';
import { type CloudState, databaseFolder, stateFile } from '../cloud';
import { readStacks } from '../deploy/deployment';
import { physicalIdsOf } from '../deploy/restore/physical-ids';
import { deployedNames } from './deployed-names';
import { DatabaseMeter } from './measure-databases';
import { measureFunctions } from './measure-functions';
import { measureQueues } from './measure-queues';
import { MeasuredValues } from './measured-values';

export interface Choice {
  readonly dashboard?: string;
  readonly rangeMinutes: number;
  readonly pointSeconds: number;
}

/** What was appended to a log in this millisecond may not be there yet. */
const SETTLED_AFTER_MS = 100;

/** Dashboards of the deployed example, with what its functions, queues and databases show. */
export class LiveDashboards {
  readonly #values: MeasuredValues;
  readonly #meters = new Map<string, DatabaseMeter>();
  #measuredTo: number;
  #measuring: Promise<void> = Promise.resolve();

  constructor(private readonly cloud: CloudState) {
    this.#measuredTo = statSync(stateFile(cloud.folder)).birthtimeMs;
    this.#values = new MeasuredValues(this.#measuredTo);
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
    const measuring = { at: this.#measuredTo - 1, rangeMinutes, pointSeconds, by: 'the local cloud' };
    return viewOf({ dashboard, dashboards: names, live: { source: this.#values, measuring } });
  }

  private async look(): Promise<void> {
    const span = { from: this.#measuredTo, to: Date.now() - SETTLED_AFTER_MS };
    const regions = new Set(readStacks(this.cloud.folder).map(({ region }) => region));
    for (const region of regions) {
      const access = accessIn(region, this.cloud);
      await measureFunctions(access, span, this.#values);
      await measureQueues(access, span.to, this.#values);
      await this.meterOf(region).measure(span.to, this.#values);
    }
    this.#measuredTo = span.to;
  }

  private meterOf(region: string): DatabaseMeter {
    const meter = this.#meters.get(region) ?? new DatabaseMeter(databaseFolder(this.cloud.folder), region);
    this.#meters.set(region, meter);
    return meter;
  }
}
