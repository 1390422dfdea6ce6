import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Excuses findings (`AwsSolutions-SQS3`, `AwsSolutions-IAM5[Resource::*]`) on exactly this resource, each with its reason.
 * The metadata is written directly: `Validations.acknowledge` of our oldest CDK refuses ids that contain an ARN.
 */
export function acknowledge(construct: IConstruct, findings: { [id: string]: string }): void {
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, findings);
}

/** The ids of a rule that PCI DSS 3.2.1, NIST 800-53 r5 and HIPAA share, all with one reason. */
export function inPacks(rule: string, reason: string): { [id: string]: string } {
  const packs = ['PCI.DSS.321', 'NIST.800.53.R5', 'HIPAA.Security'];
  return Object.fromEntries(packs.map((pack) => [`${pack}-${rule}`, reason]));
}
