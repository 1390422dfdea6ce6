import { sealAndVerify } from '../prove/audit-trail';
import { deployed } from './deployed';

/** Seals what is new, and verifies the whole trail with the command of the package; exit status 1 if it does not hold. */
export async function audit(): Promise<number> {
  const { access, deployment } = deployed();
  const verdict = await sealAndVerify(access);
  if (!verdict) throw new Error(`'${deployment.example}' has no function that seals its audit trail`);
  process.stdout.write(verdict.text);
  return verdict.status;
}
