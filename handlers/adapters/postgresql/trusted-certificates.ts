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
export function verifiedTls(authorities: readonly string[], host: string): ConnectionOptions {
  const region = RDS_HOST.exec(host)?.[1];
  const ca = authorities.map((text) => (region === undefined ? text : ofRegion(text, region)));
  return { ca, rejectUnauthorized: true, minVersion: 'TLSv1.2' };
}

const RDS_HOST = /\.([a-z]+(?:-[a-z]+)+-\d)\.rds\.amazonaws\.com$/;

/** A host that names its region is trusted by that region's authorities: of all regions, they take 5 ms to read for each connection. */
function ofRegion(text: string, region: string): string {
  const certificates = text.split(/^(?=# )/m);
  const own = `# ${region}\n`;
  if (!certificates.some((certificate) => certificate.startsWith(own))) return text;
  return certificates
    .filter((one) => one.startsWith(own) || !one.startsWith('# ') || one.startsWith('# all\n'))
    .join('');
}
