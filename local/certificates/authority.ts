import 'reflect-metadata'; // x509 wants it there first
import { randomBytes, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

export interface ServerCertificate {
  /** PEM texts. */
  readonly certificate: string;
  readonly privateKey: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const HOUR = 3_600_000;
const VALID_MS = 90 * 24 * HOUR;

cryptoProvider.set(webcrypto);

const validity = () => ({ notBefore: new Date(Date.now() - HOUR), notAfter: new Date(Date.now() + VALID_MS) });
const serialNumber = () => `4${randomBytes(15).toString('hex')}`;
const makeKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

/** A certificate authority of one local cloud: whoever trusts its file verifies every server in it, by name. */
export class CertificateAuthority {
  private constructor(
    readonly certificateFile: string,
    private readonly certificate: X509Certificate,
    private readonly key: webcrypto.CryptoKey,
  ) {}

  /** The authority kept in this folder; made at the first call. */
  static async in(folder: string): Promise<CertificateAuthority> {
    const certificateFile = join(folder, 'ca.pem');
    const keyFile = join(folder, 'ca-key.pem');
    if (!existsSync(keyFile)) await CertificateAuthority.make(folder, certificateFile, keyFile);
    const [pkcs8] = PemConverter.decode(readFileSync(keyFile, 'utf8'));
    const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']);
    return new CertificateAuthority(certificateFile, new X509Certificate(readFileSync(certificateFile, 'utf8')), key);
  }

  private static async make(folder: string, certificateFile: string, keyFile: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    const keys = await makeKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: serialNumber(),
      name: 'CN=Local cloud',
      keys,
      ...validity(),
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    });
    writeFileSync(certificateFile, `${certificate.toString('pem')}\n`);
    writeFileSync(keyFile, await exportKey(keys.privateKey), { mode: 0o600 });
  }

  /** A server certificate for exactly these names and addresses. */
  async issue(hostNames: readonly string[]): Promise<ServerCertificate> {
    const keys = await makeKeys();
    const certificate = await X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: 'CN=Local server',
      issuer: this.certificate.subject,
      publicKey: keys.publicKey,
      signingKey: this.key,
      signingAlgorithm: ALGORITHM,
      ...validity(),
      extensions: [
        new SubjectAlternativeNameExtension(
          hostNames.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
          true,
        ),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      ],
    });
    return { certificate: `${certificate.toString('pem')}\n`, privateKey: await exportKey(keys.privateKey) };
  }
}
