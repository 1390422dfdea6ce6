import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { type FunctionConfiguration, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { type AwsAccess, clientOptions } from '../aws-access';
import { deployed } from './deployed';

async function findFunctions(access: AwsAccess): Promise<readonly FunctionConfiguration[]> {
  const found: FunctionConfiguration[] = [];
  for await (const page of paginateListFunctions({ client: new LambdaClient(clientOptions(access)) }, {})) {
    found.push(...(page.Functions ?? []));
  }
  return found;
}

/** `logs process-payment`: everything the function whose name holds these words has logged. */
export async function logs([name]: readonly string[]): Promise<number> {
  const { access } = deployed();
  const functions = await findFunctions(access);
  const match = functions.find(({ FunctionName }) => name && FunctionName?.includes(name));
  if (!match) {
    const names = functions.map(({ FunctionName }) => `  ${FunctionName}`).join('\n');
    throw new Error(`'logs' needs (a part of) the name of a function, got '${name ?? ''}'; there are\n${names}`);
  }
  const client = new CloudWatchLogsClient(clientOptions(access));
  const logGroupName = match.LoggingConfig?.LogGroup ?? `/aws/lambda/${match.FunctionName}`;
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
    for (const { message } of events) process.stdout.write(`${message?.trimEnd()}\n`);
  }
  return 0;
}
