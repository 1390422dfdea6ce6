import { type FunctionConfiguration, InvokeCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { FunctionEnvironment } from '../../src/contract/environment';
import { type AwsAccess, clientOptions } from '../aws-access';

export async function listFunctions(access: AwsAccess): Promise<readonly FunctionConfiguration[]> {
  const found: FunctionConfiguration[] = [];
  for await (const page of paginateListFunctions({ client: new LambdaClient(clientOptions(access)) }, {})) {
    found.push(...(page.Functions ?? []));
  }
  return found;
}

/** Calls the function that has this service name, and waits for it; throws when it failed. */
export async function callFunction(access: AwsAccess, serviceName: string, event: object = {}): Promise<void> {
  const isIt = ({ Environment }: FunctionConfiguration) =>
    Environment?.Variables?.[FunctionEnvironment.SERVICE_NAME] === serviceName;
  const FunctionName = (await listFunctions(access)).find(isIt)?.FunctionName;
  if (!FunctionName) throw new Error(`no function has the service name '${serviceName}'`);
  const client = new LambdaClient(clientOptions(access));
  const { FunctionError } = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  if (FunctionError) throw new Error(`${serviceName} failed: see 'npm run local -- logs ${serviceName}'`);
}
