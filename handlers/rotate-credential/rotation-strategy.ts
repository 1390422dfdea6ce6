import type { DatabaseCredential, DatabaseUsers } from '../ports/database-users';
import { RotationError } from '../runtime/errors';

/** Who gets the new password, and who sets it. */
export interface RotationStrategy {
  /** User of the next credential. */
  nextUser(current: DatabaseCredential): string;
  /** Makes the server accept `pending`; `known` are the credentials that may still work, best first. */
  apply(users: DatabaseUsers, pending: DatabaseCredential, known: readonly DatabaseCredential[]): Promise<void>;
}

/** The user changes its own password: new connections are refused between that and the promotion, and retried. */
export const singleUser: RotationStrategy = {
  nextUser: ({ user }) => user,
  async apply(users, pending, known) {
    for (const credential of known) {
      if (!(await users.acceptsLogin(credential))) continue;
      return users.changeOwnPassword(credential, pending.password);
    }
    throw new RotationError('neither the current nor the previous credential can log in');
  },
};

const CLONE = '_clone';
const LONGEST_USER = 63;

/** Two users take turns, so that at every moment a credential in force works. The administrator makes and keeps both. */
export function alternatingUsers(readAdmin: () => Promise<DatabaseCredential>): RotationStrategy {
  return {
    nextUser({ user }) {
      const next = user.endsWith(CLONE) ? user.slice(0, -CLONE.length) : `${user}${CLONE}`;
      if (next.length <= LONGEST_USER) return next;
      throw new RotationError(`user name '${user}' must leave room for '${CLONE}' in ${LONGEST_USER} characters`);
    },
    async apply(users, pending, [current]) {
      const admin = await readAdmin();
      if (current === undefined || !(await users.acceptsLogin(current))) {
        throw new RotationError('the current credential must log in before its alternate is made');
      }
      if (admin.host !== pending.host || admin.port !== pending.port) {
        throw new RotationError('the administrator belongs to another server than the secret');
      }
      await users.makeAlternate(admin, current.user, pending.user, pending.password);
    },
  };
}
