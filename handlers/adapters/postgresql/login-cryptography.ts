import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

// In bundles these stand for pg's own, of the same names, which ask WebCrypto: Node.js would compile it at each cold start (decision 0016).

const pbkdf2Aside = promisify(pbkdf2);

export { randomBytes };

/** Salted password of SCRAM (RFC 5802), computed beside what else is under way. */
export function deriveKey(password: string, salt: Uint8Array, iterations: number): Promise<Buffer> {
  return pbkdf2Aside(password, salt, iterations, 32, 'sha256');
}

export function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

/** By WebCrypto's name of a hash: `SHA-256`. */
export function hashByName(name: string, data: Uint8Array): Buffer {
  return createHash(name).update(data).digest();
}

export function hmacSha256(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

export function md5(data: string | Uint8Array): string {
  return createHash('md5').update(data).digest('hex');
}

/** What a server asks for that still keeps MD5. */
export function postgresMd5PasswordHash(user: string, password: string, salt: Uint8Array): string {
  return `md5${md5(Buffer.concat([Buffer.from(md5(password + user)), salt]))}`;
}
