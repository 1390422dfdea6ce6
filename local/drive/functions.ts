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

/** Calls the function that has this service name, waits for it, and returns its answer; throws what it says when it failed. */
export async function callFunction(access: AwsAccess, serviceName: string, event: object = {}): Promise<unknown> {
  const isIt = ({ Environment }: FunctionConfiguration) =>
    Environment?.Variables?.[FunctionEnvironment.SERVICE_NAME] === serviceName;
  const FunctionName = (await listFunctions(access)).find(isIt)?.FunctionName;
  if (!FunctionName) throw new Error(`no function has the service name '${serviceName}'`);
  const client = new LambdaClient(clientOptions(access));
  const invoke = new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) });
  const { FunctionError, Payload } = await client.send(invoke);
  const text = Payload?.transformToString();
  const answer = text ? JSON.parse(text) : undefined;
  if (!FunctionError) return answer;
  const why = answer?.errorMessage ?? 'it does not say why';
  throw new Error(`${serviceName} failed: ${why}; see 'npm run local -- logs ${serviceName}'`);
}
