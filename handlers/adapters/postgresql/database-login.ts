import type { DatabaseCredential } from '../../ports/database-users';

/** Where to log in, and as whom. A password that is a function is asked for each new connection: tokens are short-lived. */
export type DatabaseLogin = Omit<DatabaseCredential, 'password'> & {
  readonly password: string | (() => Promise<string>);
};

/** Source of logins; `forget` after one was refused, since the credential was probably rotated. */
export interface DatabaseLogins {
  read(): Promise<DatabaseLogin>;
  forget(): void;
}
