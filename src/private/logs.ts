import { ArnFormat, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { createKey } from './keys';
import { physicalName, prefixedName, purposeOf } from './names';
import { removalOf } from './removal';

export interface LogGroupOptions {
  /** 30 days where absent. */
  readonly retention?: logs.RetentionDays;
  /** A key is made for this log group where absent. */
  readonly encryptionKey?: kms.IKey;
  /** What is logged, in the name of the group; the scope's id where absent. */
  readonly purpose?: string;
  /** Beginning that a service demands, for instance `aws-waf-logs-`. */
  readonly prefix?: string;
  /** Whole name, where the service that writes fixes it: `/aws/rds/cluster/<id>/postgresql`. */
  readonly logGroupName?: string;
  readonly removalPolicy?: RemovalPolicy;
}

/** An encrypted log group that ends with its environment. Its key lets CloudWatch Logs use it for this group only. */
export function createLogGroup(scope: Construct, id: string, options: LogGroupOptions = {}): logs.LogGroup {
  const purpose = options.purpose ?? purposeOf(scope);
  const logGroupName = options.logGroupName ?? nameOf(scope, purpose, options.prefix);
  const encryptionKey =
    options.encryptionKey ??
    createKey(scope, `${id}Key`, { description: `Encrypts the logs of ${scope.node.path}`, purpose: `${purpose}-log` });
  allowLogs(scope, encryptionKey, logGroupName);
  return new logs.LogGroup(scope, id, {
    logGroupName,
    encryptionKey,
    retention: options.retention ?? logs.RetentionDays.ONE_MONTH,
    removalPolicy: removalOf(scope, options.removalPolicy).removalPolicy,
  });
}

function nameOf(scope: Construct, purpose: string, prefix?: string): string | undefined {
  const parts = { type: 'log-group', maxLength: 512, purpose };
  return prefix ? prefixedName(scope, prefix, parts) : physicalName(scope, parts);
}

/**
 * Without a name of ours, CloudFormation begins the name with the stack's: the ARN itself would be a circle.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function allowLogs(scope: Construct, key: kms.IKey, logGroupName: string | undefined): void {
  const stack = Stack.of(scope);
  const arn = stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: logGroupName ?? `${stack.stackName}-*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arn } },
    }),
  );
}
