import { Signer } from '@aws-sdk/rds-signer';
import type { DatabaseLogin, DatabaseLogins } from './database-login';

/** Logs in by IAM: a token signed for host, port and user is made for each new connection, and valid for 15 minutes. */
export class IamLogins implements DatabaseLogins {
  private readonly login: DatabaseLogin;

  constructor(target: Omit<DatabaseLogin, 'password'>, region?: string) {
    const signer = new Signer({ hostname: target.host, port: target.port, username: target.user, region });
    this.login = { ...target, password: () => signer.getAuthToken() };
  }

  read(): Promise<DatabaseLogin> {
    return Promise.resolve(this.login);
  }

  forget(): void {
    // nothing is kept: the next connection gets a new token anyway
  }
}
