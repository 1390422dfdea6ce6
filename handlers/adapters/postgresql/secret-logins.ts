import type { DatabaseSecrets } from '../../ports/database-secrets';
import type { DatabaseLogin, DatabaseLogins } from './database-login';

/** What the environment says wins over the secret. */
export type LoginOverrides = Partial<Pick<DatabaseLogin, 'host' | 'port' | 'database'>>;

/** Logs in with a secret that is read once, and again after it was refused. */
export class SecretLogins implements DatabaseLogins {
  private cached?: Promise<DatabaseLogin>;

  constructor(
    private readonly secrets: DatabaseSecrets,
    private readonly secretArn: string,
    private readonly overrides: LoginOverrides = {},
  ) {}

  read(): Promise<DatabaseLogin> {
    if (this.cached) return this.cached;
    const login = this.fetch();
    this.cached = login;
    login.catch(() => {
      if (this.cached === login) this.forget();
    });
    return login;
  }

  forget(): void {
    this.cached = undefined;
  }

  private async fetch(): Promise<DatabaseLogin> {
    const login = await this.secrets.read(this.secretArn);
    const { host = login.host, port = login.port, database = login.database } = this.overrides;
    return { ...login, host, port, database };
  }
}
