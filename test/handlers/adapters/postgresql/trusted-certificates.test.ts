import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustedCertificates, verifiedTls } from '../../../../handlers/adapters/postgresql/trusted-certificates';
import { ConfigurationError } from '../../../../handlers/runtime/errors';
import { REPOSITORY, TOOLS } from '../../../../local/repository';
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

test('peers are always verified, over TLS 1.2 or newer', () => {
  expect(verifiedTls(['certificate'])).toEqual({
    ca: ['certificate'],
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  });
});
