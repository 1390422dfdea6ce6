import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../../../handlers/runtime/aws-clients/dynamodb';

export const call = () => dynamoDbClient().send(new GetItemCommand({ TableName: 'bench', Key: { pk: { S: 'none' } } }));
