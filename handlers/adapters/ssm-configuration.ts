import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { NO_VALUE, ParameterName } from '../../src/contract/parameters';
import type { Clock } from '../ports/clock';
import type { Configuration } from '../ports/configuration';
import { ConfigurationError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import { callService } from '../runtime/service-call';

const FRESH_MILLISECONDS = 60_000;

const flagsSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.boolean()));

interface Entry {
  readonly value: Promise<string | undefined>;
  readonly readAt: number;
}

/**
 * Parameters below one path, each read at most once a minute. While Parameter Store does not answer, the last known value holds:
 * a payment does not fail because a flag could not be read again.
 */
export class SsmConfiguration implements Configuration {
  private readonly entries = new Map<string, Entry>();

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
    if (value === undefined) throw new ConfigurationError(`parameter '${this.path}/${name}' must be set, and is not`);
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
    const get = new GetParameterCommand({ Name: `${this.path}/${name}`, WithDecryption: true });
    return callService(`parameter '${name}'`, async () => {
      try {
        const { Parameter } = await this.client.send(get);
        return Parameter?.Value === NO_VALUE ? undefined : Parameter?.Value;
      } catch (error) {
        if (error instanceof ParameterNotFound) return undefined;
        throw error;
      }
    });
  }
}
