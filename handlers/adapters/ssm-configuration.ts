import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { NO_VALUE, ParameterName } from '../../src/contract/parameters';
import type { Clock } from '../ports/clock';
import type { Configuration } from '../ports/configuration';
import { ConfigurationError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import { callService } from '../runtime/service-call';

const FRESH_MILLISECONDS = 60_000;
/** Parameter Store takes ten names a call. */
const NAMES_MAX = 10;

const flagsSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.boolean()));

interface Entry {
  readonly value: Promise<string | undefined>;
  readonly readAt: number;
}

type Values = ReadonlyMap<string, string>;

/**
 * Parameters below one path, each read at most once a minute, and in one call with others that are asked for at the same time. While Parameter Store does not answer, the last known value holds:
 * a payment does not fail because a flag could not be read again.
 */
export class SsmConfiguration implements Configuration {
  private readonly entries = new Map<string, Entry>();
  /** The call that is about to be made, and what it will ask for. */
  private next?: { readonly names: string[]; readonly values: Promise<Values> };

  constructor(
    private readonly client: SSMClient,
    private readonly path: string,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  async find(name: string): Promise<string | undefined> {
    const known = this.entries.get(name);
    const now = this.clock.now().getTime();
    if (known !== undefined && now - known.readAt < FRESH_MILLISECONDS) return known.value;
    const entry = { value: this.read(name, known), readAt: now };
    this.entries.set(name, entry);
    entry.value.catch(() => {
      if (this.entries.get(name) === entry) this.entries.delete(name);
    });
    return entry.value;
  }

  async require(name: string): Promise<string> {
    const value = await this.find(name);
    if (value === undefined) throw new ConfigurationError(`parameter '${this.fullName(name)}' must be set, and is not`);
    return value;
  }

  /** A flag that cannot be understood has its fallback: an operator's typing error must not stop payments. */
  async flag({ name, fallback }: { readonly name: string; readonly fallback: boolean }): Promise<boolean> {
    const text = await this.find(ParameterName.FEATURE_FLAGS);
    if (text === undefined) return fallback;
    const flags = v.safeParse(flagsSchema, text);
    if (flags.success) return flags.output[name] ?? fallback;
    this.logger.warn('parameter must be a JSON object of booleans', { parameterName: ParameterName.FEATURE_FLAGS });
    return fallback;
  }

  private async read(name: string, known: Entry | undefined): Promise<string | undefined> {
    try {
      return await this.fetch(name);
    } catch (error) {
      if (known === undefined) throw error;
      this.logger.error('parameter not read again, its last value holds', error, { parameterName: name });
      return known.value;
    }
  }

  private async fetch(name: string): Promise<string | undefined> {
    const value = (await this.fetchWithOthers(name)).get(name);
    return value === NO_VALUE ? undefined : value;
  }

  private fetchWithOthers(name: string): Promise<Values> {
    if (this.next !== undefined && this.next.names.length < NAMES_MAX) {
      this.next.names.push(name);
      return this.next.values;
    }
    const names = [name];
    const values = Promise.resolve().then(() => {
      if (this.next?.names === names) this.next = undefined;
      return this.fetchAll(names);
    });
    this.next = { names, values };
    return values;
  }

  private async fetchAll(names: readonly string[]): Promise<Values> {
    const get = new GetParametersCommand({ Names: names.map((name) => this.fullName(name)), WithDecryption: true });
    const { Parameters = [] } = await callService(`parameters '${names.join("', '")}'`, () => this.client.send(get));
    const found = new Map(Parameters.map(({ Name, Value }) => [Name, Value]));
    return new Map(
      names.flatMap((name) => {
        const value = found.get(this.fullName(name));
        return value === undefined ? [] : [[name, value]];
      }),
    );
  }

  private fullName(name: string): string {
    return `${this.path}/${name}`;
  }
}
