import {
  DynamoDBClient,
  type SSESpecification,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { clientOptions } from '../../aws-access';
import { isRecord } from '../template';
import type { DeployedStack } from './deployed-stack';
import type { Restore } from './restore';

const type = 'AWS::DynamoDB::Table';
const clientOf = (stack: DeployedStack) => new DynamoDBClient(clientOptions(stack.access));

export const dynamodbRestores: readonly Restore[] = [
  {
    type,
    property: 'TimeToLiveSpecification',
    apply: async (stack, { physicalId: TableName }, value) => {
      if (!isRecord(value) || value.Enabled !== true) return;
      const TimeToLiveSpecification = { AttributeName: stack.resolve(value.AttributeName), Enabled: true };
      await clientOf(stack).send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    },
  },
  {
    type,
    property: 'PointInTimeRecoverySpecification',
    apply: async (stack, { physicalId: TableName }, value) => {
      if (!isRecord(value) || value.PointInTimeRecoveryEnabled !== true) return;
      const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
      await clientOf(stack).send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
    },
  },
  {
    type,
    property: 'SSESpecification',
    apply: async (stack, { physicalId: TableName }, value) => {
      if (!isRecord(value) || value.SSEEnabled !== true) return;
      const SSESpecification: SSESpecification = {
        Enabled: true,
        SSEType: 'KMS',
        ...(value.KMSMasterKeyId !== undefined && { KMSMasterKeyId: stack.resolve(value.KMSMasterKeyId) }),
      };
      await clientOf(stack).send(new UpdateTableCommand({ TableName, SSESpecification }));
    },
  },
];
