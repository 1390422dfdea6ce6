import { AcquirerEnvironment } from '../../src/contract/environment';
import { ParameterName } from '../../src/contract/parameters';
import type { Configuration } from '../ports/configuration';
import { secretsManagerClient } from '../runtime/aws-clients/secrets-manager';
import { systemClock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { readEarly } from '../runtime/read-early';
import { AcquirerClient } from './acquirer-client';
import { HttpsClient } from './https-client';
import { SecretsManagerSecret } from './secrets-manager-secret';

/** The acquirer that configuration and environment name; where it is and the API key are read at once, the acquirer is called by nobody yet. */
export function openAcquirer(configuration: Configuration): AcquirerClient {
  const secretArn = requireEnvironment(AcquirerEnvironment.ACQUIRER_SECRET_ARN);
  const apiKey = new SecretsManagerSecret(secretsManagerClient(), secretArn, 'apiKey', systemClock);
  readEarly(
    () => apiKey.read(),
    () => configuration.find(ParameterName.ACQUIRER_URL),
  );
  return new AcquirerClient(new HttpsClient(), configuration, apiKey);
}

/** For functions that call it in each run: the handshake with a peer that is far away takes its time while they do other work. */
export function connectAcquirer(configuration: Configuration): AcquirerClient {
  const client = openAcquirer(configuration);
  readEarly(() => client.connectEarly());
  return client;
}
