export interface DatabaseCredential {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Users of the database server. Passwords leave this process as verifiers only. */
export interface DatabaseUsers {
  /** Whether the server accepts the credential; any other failure to connect is thrown. */
  acceptsLogin(credential: DatabaseCredential): Promise<boolean>;
  /** Logs in and changes the password of that same user. */
  changeOwnPassword(current: DatabaseCredential, password: string): Promise<void>;
  /** Makes `user`, unless it is there, with all that `model` may do, and gives it this password. */
  makeAlternate(admin: DatabaseCredential, model: string, user: string, password: string): Promise<void>;
  /** Makes a user, unless it is there, that may do what the application may; without a password it logs in by IAM. */
  makeApplicationUser(admin: DatabaseCredential, user: string, password?: string): Promise<void>;
}
