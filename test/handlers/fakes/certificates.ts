import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority, type ServerCertificate } from '../../../local/certificates/authority';

export interface TestAuthority {
  /** PEM of the authority's own certificate. */
  readonly certificate: string;
  issue(...hostNames: readonly string[]): Promise<ServerCertificate>;
}

/** A certificate authority of its own, which nobody trusts who is not told to. */
export async function createAuthority(): Promise<TestAuthority> {
  const authority = await CertificateAuthority.in(mkdtempSync(join(tmpdir(), 'authority-')));
  return {
    certificate: readFileSync(authority.certificateFile, 'utf8'),
    issue: (...hostNames) => authority.issue(hostNames),
  };
}
