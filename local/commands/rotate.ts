import { randomBytes, randomUUID } from 'node:crypto';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type AwsAccess, clientOptions } from '../aws-access';
import type { Rotation } from '../deploy/deployment';
import { deployed } from './deployed';

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

/**
 * What Secrets Manager does on schedule. The emulator knows no version without a value, so the new password is made here;
 * the function finds it pending and goes on, as it does when its first step is repeated.
 */
export async function rotateSecret(access: AwsAccess, { secretId, functionName }: Rotation): Promise<void> {
  const secrets = new SecretsManagerClient(clientOptions(access));
  const functions = new LambdaClient(clientOptions(access));
  const found = await functions.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'DryRun' }));
  if (found.StatusCode !== 204) throw new Error(`'${functionName}' cannot be called`);
  await secrets.send(new RotateSecretCommand({ SecretId: secretId, RotationLambdaARN: functionName }));
  const { SecretString, ARN } = await secrets.send(new GetSecretValueCommand({ SecretId: secretId }));
  const pending = { ...JSON.parse(SecretString ?? '{}'), password: randomBytes(24).toString('base64url') };
  const token = randomUUID();
  await secrets.send(
    new PutSecretValueCommand({
      SecretId: secretId,
      ClientRequestToken: token,
      SecretString: JSON.stringify(pending),
      VersionStages: ['AWSPENDING'],
    }),
  );
  for (const Step of STEPS) {
    const Payload = JSON.stringify({ SecretId: ARN, ClientRequestToken: token, Step });
    const { FunctionError } = await functions.send(new InvokeCommand({ FunctionName: functionName, Payload }));
    if (FunctionError) throw new Error(`${Step} failed: see 'npm run local -- logs ${functionName}'`);
  }
}

/** Rotates every credential that has a schedule. */
export async function rotate(): Promise<number> {
  const { access, deployment } = deployed();
  for (const rotation of deployment.rotations) {
    await rotateSecret(access, rotation);
    process.stdout.write(`✔ ${rotation.secretId}\n`);
  }
  return 0;
}
