import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Excuses findings (`AwsSolutions-SQS3`, `AwsSolutions-IAM5[Resource::*]`) on exactly this resource, each with its reason.
 * The metadata is written directly: `Validations.acknowledge` of our oldest CDK refuses ids that contain an ARN.
 */
export function acknowledge(construct: IConstruct, findings: { [id: string]: string }): void {
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, findings);
}
