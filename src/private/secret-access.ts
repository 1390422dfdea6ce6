import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** Lets a principal read one secret. */
export function grantSecretRead(grantee: iam.IGrantable, secret: ISecret): iam.Grant {
  return grantSecret(grantee, secret, ['secretsmanager:GetSecretValue'], ['kms:Decrypt']);
}

/** Lets a principal make and promote new versions of one secret. */
export function grantSecretRotation(grantee: iam.IGrantable, secret: ISecret): iam.Grant {
  const actions = ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'];
  return grantSecret(
    grantee,
    secret,
    actions.map((action) => `secretsmanager:${action}`),
    ['kms:Decrypt', 'kms:GenerateDataKey'],
  );
}

/**
 * On the principal's side only: CDK's own grants write the role into the key's policy, which makes two stacks
 * depend on each other in a circle when the key is in the one and the role in the other.
 */
function grantSecret(grantee: iam.IGrantable, secret: ISecret, actions: string[], keyActions: string[]): iam.Grant {
  const grant = iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [secret.secretArn] });
  if (!secret.encryptionKey) return grant;
  return grant.combine(
    iam.Grant.addToPrincipal({
      grantee,
      actions: keyActions,
      resourceArns: [secret.encryptionKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(secret).region}.amazonaws.com` } },
    }),
  );
}
