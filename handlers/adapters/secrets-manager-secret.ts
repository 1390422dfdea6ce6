import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import type { Clock } from '../ports/clock';
import type { Secret } from '../ports/secret';
import { ConfigurationError } from '../runtime/errors';
import { callService } from '../runtime/service-call';

const FIVE_MINUTES = 300_000;

/** One field of a secret's JSON. Parallel first reads share one call; a failed read is not kept. */
export class SecretsManagerSecret implements Secret {
  private cached?: { readonly value: Promise<string>; readonly expires: number };

  constructor(
    private readonly client: SecretsManagerClient,
    private readonly secretArn: string,
    private readonly field: string,
    private readonly clock: Clock,
    private readonly maxAgeMilliseconds = FIVE_MINUTES,
  ) {}

  async read(): Promise<string> {
    const now = this.clock.now().getTime();
    if (!this.cached || now >= this.cached.expires) {
      const value = this.fetch();
      this.cached = { value, expires: now + this.maxAgeMilliseconds };
      value.catch(() => {
        if (this.cached?.value === value) this.forget();
      });
    }
    return this.cached.value;
  }

  forget(): void {
    this.cached = undefined;
  }

  private async fetch(): Promise<string> {
    const get = new GetSecretValueCommand({ SecretId: this.secretArn });
    const { SecretString } = await callService(`secret '${this.secretArn}'`, () => this.client.send(get));
    const schema = v.pipe(v.string(), v.parseJson(), v.object({ [this.field]: v.pipe(v.string(), v.nonEmpty()) }));
    const parsed = v.safeParse(schema, SecretString);
    if (!parsed.success) {
      throw new ConfigurationError(
        `secret '${this.secretArn}' must be a JSON object with a text field '${this.field}'`,
      );
    }
    return parsed.output[this.field];
  }
}
