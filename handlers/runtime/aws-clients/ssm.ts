import { SSMClient } from '@aws-sdk/client-ssm';
import { once } from '../once';
import { clientSettings } from './settings';

export const ssmClient = once(() => new SSMClient(clientSettings()));
