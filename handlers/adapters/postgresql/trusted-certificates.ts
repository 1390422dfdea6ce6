import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConnectionOptions, getCACertificates } from 'node:tls';
import { ConfigurationError } from '../../runtime/errors';

/** The authorities of RDS lie beside the bundle; those of `NODE_EXTRA_CA_CERTS` are added. Nobody else is trusted. */
export function trustedCertificates(folder: string): readonly string[] {
  const file = join(folder, 'rds-ca.pem');
  try {
    return [readFileSync(file, 'utf8'), ...getCACertificates('extra')];
  } catch (cause) {
    throw new ConfigurationError(`the file of certificate authorities '${file}' must be readable`, { cause });
  }
}

/** Verifies chain and name, always: there is no way to connect without. */
export function verifiedTls(authorities: readonly string[]): ConnectionOptions {
  return { ca: [...authorities], rejectUnauthorized: true, minVersion: 'TLSv1.2' };
}
