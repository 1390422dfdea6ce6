import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings, once } from './settings';

export const dynamoDbClient = once(() => new DynamoDBClient(clientSettings()));
