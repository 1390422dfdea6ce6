import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { ConfigurationError } from '../../runtime/errors';

const ITERATIONS = 4096;
const SALT_BYTES = 16;

/**
 * What PostgreSQL stores instead of a password (RFC 5803). Sent in place of the password, it keeps the password
 * out of the server's statement log.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(SALT_BYTES)): string {
  // Other characters would have to be normalized (SASLprep) exactly as the server does.
  if (!/^[\x21-\x7e]+$/.test(password)) throw new ConfigurationError('a database password must be visible ASCII');
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
