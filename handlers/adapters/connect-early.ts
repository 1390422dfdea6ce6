import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SNSClient } from '@aws-sdk/client-sns';
import { EarlyAgent } from './early-agent';

type Client = DynamoDBClient | SNSClient;

/** As many as the SDK's own agent makes. */
const MOST_CONNECTIONS = 50;

/**
 * Makes the connection that the first call of each client will take. To be asked for while a function waits for another peer: nobody waits
 * for the handshake later, and it is as much work then as now.
 */
export async function connectEarly(...clients: readonly Client[]): Promise<void> {
  await Promise.all(clients.map(connect));
}

async function connect({ config }: Client): Promise<void> {
  const handler: unknown = config.requestHandler;
  const url = await endpointOf(config);
  if (url.protocol !== 'https:' || !takesAgents(handler)) return; // an emulator
  const agent = new EarlyAgent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });
  handler.updateHttpClientConfig('httpsAgent', agent);
  agent.connectEarly(url);
}

async function endpointOf(config: Client['config']): Promise<URL> {
  const { url } = config.endpointProvider({
    Region: await config.region(),
    UseFIPS: await config.useFipsEndpoint(),
    UseDualStack: await config.useDualstackEndpoint(),
    Endpoint: await config.serviceConfiguredEndpoint?.(),
  });
  return url;
}

/** The SDK's handler for Node.js does; its declared type is what any handler may be. */
function takesAgents(
  handler: unknown,
): handler is { updateHttpClientConfig(key: 'httpsAgent', agent: EarlyAgent): void } {
  return typeof handler === 'object' && handler !== null && 'updateHttpClientConfig' in handler;
}
