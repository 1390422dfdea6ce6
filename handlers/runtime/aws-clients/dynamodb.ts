import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { once } from '../once';
import { clientSettings } from './settings';

export const dynamoDbClient = once(() => new DynamoDBClient(clientSettings()));
