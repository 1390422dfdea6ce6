import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { grantWildcard } from '../../private/wildcard';

const READ = ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'];

/** ARN of a parameter or of a path: the slash that the name begins with is part of neither. */
function parameterArn(scope: Construct, name: string): string {
  const resourceName = name.replace(/^\//, '');
  return Stack.of(scope).formatArn({
    service: 'ssm',
    resource: 'parameter',
    resourceName,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

/** Reading everything below a path; a key of ours is refused to whoever may not use it, so secure strings need the second grant. */
export function grantReadBelow(scope: Construct, grantee: iam.IGrantable, path: string): iam.Grant {
  const below = grantWildcard(
    grantee,
    READ,
    parameterArn(scope, `${path}/*`),
    'The parameters below one path belong to one deployment',
  );
  return iam.Grant.addToPrincipal({ grantee, actions: READ, resourceArns: [parameterArn(scope, path)] }).combine(below);
}

/** Through Parameter Store only, and only below the path. */
export function grantDecrypt(scope: Construct, grantee: iam.IGrantable, key: kms.IKey, path: string): iam.Grant {
  return iam.Grant.addToPrincipal({
    grantee,
    actions: ['kms:Decrypt'],
    resourceArns: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `ssm.${Stack.of(scope).region}.amazonaws.com` },
      StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': parameterArn(scope, `${path}/*`) },
    },
  });
}

/** Reading one secure string. */
export function grantReadOf(scope: Construct, grantee: iam.IGrantable, key: kms.IKey, name: string): iam.Grant {
  return grantOne(scope, grantee, key, name, ['ssm:GetParameter', 'ssm:GetParameters'], ['kms:Decrypt']);
}

/** What `write-secure-parameter` needs for one parameter. */
export function grantWrite(scope: Construct, grantee: iam.IGrantable, key: kms.IKey, name: string): iam.Grant {
  const actions = ['ssm:PutParameter', 'ssm:DeleteParameter'];
  return grantOne(scope, grantee, key, name, actions, ['kms:Encrypt', 'kms:GenerateDataKey']);
}

function grantOne(
  scope: Construct,
  grantee: iam.IGrantable,
  key: kms.IKey,
  name: string,
  actions: string[],
  keyActions: string[],
): iam.Grant {
  const arn = parameterArn(scope, name);
  const parameter = iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [arn] });
  const underKey = iam.Grant.addToPrincipal({
    grantee,
    actions: keyActions,
    resourceArns: [key.keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': `ssm.${Stack.of(scope).region}.amazonaws.com`,
        'kms:EncryptionContext:PARAMETER_ARN': arn,
      },
    },
  });
  return parameter.combine(underKey);
}
