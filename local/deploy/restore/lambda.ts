import {
  LambdaClient,
  PutFunctionConcurrencyCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { clientOptions } from '../../aws-access';
import { isRecord } from '../template';
import type { Restore } from './restore';

export const lambdaRestores: readonly Restore[] = [
  {
    type: 'AWS::Lambda::Function',
    property: 'DeadLetterConfig',
    apply: async (stack, { physicalId: FunctionName }, value) => {
      const TargetArn = stack.resolve(isRecord(value) ? value.TargetArn : value);
      const client = new LambdaClient(clientOptions(stack.access));
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig: { TargetArn } }));
    },
  },
  {
    type: 'AWS::Lambda::Function',
    property: 'ReservedConcurrentExecutions',
    apply: async (stack, { physicalId: FunctionName }, value) => {
      const ReservedConcurrentExecutions = Number(stack.resolve(value));
      const client = new LambdaClient(clientOptions(stack.access));
      await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
    },
  },
];
