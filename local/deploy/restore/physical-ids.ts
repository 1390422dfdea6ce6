import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { type AwsAccess, clientOptions } from '../../aws-access';

/** What the resources of a stack are called in the emulator, by logical id. */
export async function physicalIdsOf(access: AwsAccess, stackName: string): Promise<ReadonlyMap<string, string>> {
  const physicalIds = new Map<string, string>();
  const client = new CloudFormationClient(clientOptions(access));
  for await (const page of paginateListStackResources({ client }, { StackName: stackName })) {
    for (const { LogicalResourceId, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (LogicalResourceId && PhysicalResourceId) physicalIds.set(LogicalResourceId, PhysicalResourceId);
    }
  }
  return physicalIds;
}
