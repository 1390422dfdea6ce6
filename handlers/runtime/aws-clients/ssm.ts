import { SSMClient } from '@aws-sdk/client-ssm';
import { clientSettings, once } from './settings';

export const ssmClient = once(() => new SSMClient(clientSettings()));
