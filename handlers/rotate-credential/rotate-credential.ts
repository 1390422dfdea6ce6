import type { RotatingSecrets } from '../ports/database-secrets';
import type { DatabaseCredential, DatabaseUsers } from '../ports/database-users';
import { RotationError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import type { RotationStrategy } from './rotation-strategy';

export type RotationStep = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';

export interface RotationRequest {
  readonly secretArn: string;
  /** Id of the version that is being made. */
  readonly versionId: string;
  readonly step: RotationStep;
}

export interface RotateCredentialPorts {
  readonly secrets: RotatingSecrets;
  readonly users: DatabaseUsers;
  readonly strategy: RotationStrategy;
  readonly newPassword: () => string;
  readonly logger: Logger;
}

const steps: Readonly<Record<RotationStep, (ports: RotateCredentialPorts, request: RotationRequest) => Promise<void>>> =
  {
    createSecret,
    setSecret,
    testSecret,
    finishSecret,
  };

/** One of the four calls by which Secrets Manager rotates a secret. Each may come again, at any time, after any failure. */
export async function rotateCredential(ports: RotateCredentialPorts, request: RotationRequest): Promise<void> {
  const { secretArn, versionId, step } = request;
  const { rotationEnabled, stages } = await ports.secrets.describe(secretArn);
  if (!rotationEnabled) throw new RotationError(`rotation of secret '${secretArn}' must be enabled, and is not`);
  const own = stages[versionId];
  if (own === undefined) throw new RotationError(`secret '${secretArn}' has no version '${versionId}'`);
  if (own.includes('AWSCURRENT')) return; // done by an earlier call
  if (!own.includes('AWSPENDING')) throw new RotationError(`version '${versionId}' must be pending, and is not`);
  await steps[step](ports, request);
  ports.logger.info('rotation step done', { secretArn, secretStep: step });
}

async function createSecret(ports: RotateCredentialPorts, { secretArn, versionId }: RotationRequest): Promise<void> {
  const { secrets, strategy, newPassword } = ports;
  const current = await currentOf(ports, secretArn);
  if (await secrets.find(secretArn, 'AWSPENDING', versionId)) return;
  await secrets.writePending(secretArn, versionId, { user: strategy.nextUser(current), password: newPassword() });
}

async function setSecret(ports: RotateCredentialPorts, request: RotationRequest): Promise<void> {
  const { secrets, strategy, users } = ports;
  const pending = await pendingOf(ports, request);
  const current = await currentOf(ports, request.secretArn);
  refuseAnotherTarget(pending, current, strategy.nextUser(current));
  if (await users.acceptsLogin(pending)) return;
  const previous = await secrets.find(request.secretArn, 'AWSPREVIOUS');
  const known = previous !== undefined && isSameTarget(previous, current) ? [current, previous] : [current];
  await strategy.apply(users, pending, known);
}

async function testSecret(ports: RotateCredentialPorts, request: RotationRequest): Promise<void> {
  const pending = await pendingOf(ports, request);
  if (!(await ports.users.acceptsLogin(pending))) throw new RotationError('the pending credential cannot log in');
}

async function finishSecret({ secrets }: RotateCredentialPorts, request: RotationRequest): Promise<void> {
  const { stages } = await secrets.describe(request.secretArn);
  const former = Object.keys(stages).find((version) => stages[version]?.includes('AWSCURRENT'));
  await secrets.makeCurrent(request.secretArn, request.versionId, former);
}

async function currentOf({ secrets }: RotateCredentialPorts, secretArn: string): Promise<DatabaseCredential> {
  const current = await secrets.find(secretArn, 'AWSCURRENT');
  if (current === undefined) throw new RotationError(`secret '${secretArn}' must have a current version, and has none`);
  return current;
}

async function pendingOf(ports: RotateCredentialPorts, { secretArn, versionId }: RotationRequest) {
  const pending = await ports.secrets.find(secretArn, 'AWSPENDING', versionId);
  if (pending === undefined) throw new RotationError(`version '${versionId}' of '${secretArn}' must have a value`);
  return pending;
}

/** Whoever can write a pending version must not turn this function, and its rights, against another user or server. */
function refuseAnotherTarget(pending: DatabaseCredential, current: DatabaseCredential, nextUser: string): void {
  if (pending.user === nextUser && pending.host === current.host && pending.port === current.port) return;
  throw new RotationError('the pending credential must be for the same server and user as the current one');
}

function isSameTarget(one: DatabaseCredential, other: DatabaseCredential): boolean {
  return one.user === other.user && one.host === other.host && one.port === other.port;
}
