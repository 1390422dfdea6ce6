import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { clientOptions } from '../aws-access';
import { listFunctions } from '../drive/functions';
import { deployed } from './deployed';

/** `logs process-payment`: everything the function whose name holds these words has logged. */
export async function logs([name]: readonly string[]): Promise<number> {
  const { access } = deployed();
  const functions = await listFunctions(access);
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
