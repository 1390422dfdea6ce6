import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustedCertificates, verifiedTls } from '../../../../handlers/adapters/postgresql/trusted-certificates';
import { ConfigurationError } from '../../../../handlers/runtime/errors';
import { REPOSITORY, TOOLS } from '../../../../local/repository';
import { rdsCertificateAuthorities } from '../../../../projenrc/scripts/assets/certificate-authorities';
import { createAuthority } from '../../fakes/certificates';

function folderWith(certificate: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'trust-'));
  writeFileSync(join(folder, 'rds-ca.pem'), certificate);
  return folder;
}

test('the authorities beside the bundle are trusted', async () => {
  const { certificate } = await createAuthority();
  expect(trustedCertificates(folderWith(certificate))).toContain(certificate);
});

test('so are those that the operator adds by NODE_EXTRA_CA_CERTS, and no others', async () => {
  const [rds, extra] = [await createAuthority(), await createAuthority()];
  const folder = folderWith(rds.certificate);
  const extraFile = join(folder, 'extra.pem');
  writeFileSync(extraFile, extra.certificate);
  const script = `
    const { trustedCertificates } = require('./handlers/adapters/postgresql/trusted-certificates');
    console.log(JSON.stringify(trustedCertificates(${JSON.stringify(folder)}).map((text) => text.trim())));`;
  const output = execFileSync(join(TOOLS, 'tsx'), ['-e', script], {
    cwd: REPOSITORY,
    env: { PATH: `${TOOLS}:${process.env.PATH}`, NODE_EXTRA_CA_CERTS: extraFile },
  });
  expect(JSON.parse(output.toString())).toEqual([rds.certificate.trim(), extra.certificate.trim()]);
});

test('fails by name when the file of authorities is missing', () => {
  expect(() => trustedCertificates('/nowhere')).toThrow(ConfigurationError);
  expect(() => trustedCertificates('/nowhere')).toThrow("'/nowhere/rds-ca.pem' must be readable");
});

const REGION = /^CN=Amazon RDS ([a-z0-9-]+) /m;

function trustedFor(host: string): readonly string[] {
  const { ca } = verifiedTls([rdsCertificateAuthorities(), 'extra'], host);
  const [rds = '', extra] = Array.isArray(ca) ? ca.map(String) : [];
  expect(extra).toBe('extra');
  const certificates = rds.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return certificates.map((text) => REGION.exec(new X509Certificate(text).subject)?.[1] ?? 'all');
}

test.each([
  ['ledger.cluster-c9akciq32.eu-central-1.rds.amazonaws.com'],
  ['ledger.proxy-c9akciq32.eu-central-1.rds.amazonaws.com'],
])('for %s its region is trusted, and what signs for proxies', (host) => {
  const trusted = trustedFor(host);
  expect([...new Set(trusted)].sort()).toEqual(['all', 'eu-central-1']);
  expect(trusted.length).toBeLessThan(12);
});

test.each([
  ['ledger.example'],
  ['10.0.0.7'],
  ['ledger.eu-central-1.rds.amazonaws.com.example'],
  ['ledger.xx-nowhere-1.rds.amazonaws.com'],
])('for %s all regions are trusted', (host) => {
  expect(new Set(trustedFor(host)).size).toBeGreaterThan(25);
});

test('peers are always verified, over TLS 1.2 or newer', () => {
  expect(verifiedTls(['certificate'], 'db.example')).toEqual({
    ca: ['certificate'],
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  });
});
