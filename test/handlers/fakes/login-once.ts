import type { DatabaseLogin, DatabaseLogins } from '../../../handlers/adapters/postgresql/database-login';

/** Always the same login. */
export function loginOnce(login: DatabaseLogin): DatabaseLogins {
  return { read: async () => login, forget: () => undefined };
}
