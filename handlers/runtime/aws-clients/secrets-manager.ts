import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { once } from '../once';
import { clientSettings } from './settings';

export const secretsManagerClient = once(() => new SecretsManagerClient(clientSettings()));
