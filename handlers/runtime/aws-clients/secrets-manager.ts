import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientSettings, once } from './settings';

export const secretsManagerClient = once(() => new SecretsManagerClient(clientSettings()));
