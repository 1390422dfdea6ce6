import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { secretsManagerClient } from '../../../handlers/runtime/aws-clients/secrets-manager';

export const call = () => secretsManagerClient().send(new GetSecretValueCommand({ SecretId: 'bench' }));
