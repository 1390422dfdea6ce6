import { AcquirerClient } from '../../../handlers/adapters/acquirer-client';
import { HttpAcquirer } from '../../../handlers/adapters/http-acquirer';
import { HttpAcquirerSubmissions } from '../../../handlers/adapters/http-acquirer-submissions';
import { HttpCardVault } from '../../../handlers/adapters/http-card-vault';
import { HttpsClient, type HttpsClientOptions } from '../../../handlers/adapters/https-client';
import type { CardDetails } from '../../../handlers/ports/card-vault';
import { type AcquirerServer, startAcquirer } from '../../../local/acquirer/acquirer-server';
import { createAuthority } from '../fakes/certificates';
import { fakeConfiguration } from '../fakes/configuration';

const API_KEY = 'test-api-key';

export interface AcquirerHarness {
  readonly server: AcquirerServer;
  readonly authority: string;
  /** A client of its own, with the API keys that the secret gives one after the other. */
  connect(options?: HttpsClientOptions & { readonly url?: string; readonly apiKeys?: readonly string[] }): {
    readonly acquirer: HttpAcquirer;
    readonly vault: HttpCardVault;
    readonly submissions: HttpAcquirerSubmissions;
  };
  stop(): Promise<void>;
}

export const cardDetails = (number: string): CardDetails => ({ number, expiryMonth: 12, expiryYear: 2040, cvv: '123' });

/** The real simulated acquirer over TLS, and real adapters that trust its authority. */
export async function startHarness(certificateNames: readonly string[] = ['localhost']): Promise<AcquirerHarness> {
  const authority = await createAuthority();
  const { certificate, privateKey } = await authority.issue(...certificateNames);
  const server = await startAcquirer({ certificate, privateKey, apiKey: API_KEY, slowMilliseconds: 50 });
  const clients: HttpsClient[] = [];
  return {
    server,
    authority: authority.certificate,
    connect: ({ url, apiKeys = [API_KEY], ...options } = {}) => {
      const https = new HttpsClient({ certificateAuthorities: [authority.certificate], ...options });
      clients.push(https);
      const keys = [...apiKeys];
      const secret = { read: async () => keys[0], forget: () => void (keys.length > 1 && keys.shift()) };
      const configuration = fakeConfiguration({ 'acquirer-url': url ?? `https://localhost:${server.port}` });
      const client = new AcquirerClient(https, configuration, secret);
      return {
        acquirer: new HttpAcquirer(client),
        vault: new HttpCardVault(client),
        submissions: new HttpAcquirerSubmissions(client),
      };
    },
    stop: async () => {
      for (const client of clients) client.close();
      await server.stop();
    },
  };
}
