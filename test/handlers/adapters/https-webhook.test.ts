import { HttpsClient } from '../../../handlers/adapters/https-client';
import { HttpsWebhook } from '../../../handlers/adapters/https-webhook';
import { WebhookError } from '../../../handlers/runtime/errors';
import { EventType } from '../../../src/contract/payment-events';
import { webhookViolations } from '../../contract/open-api';
import { createAuthority } from '../fakes/certificates';
import { fakeClock } from '../fakes/clock';
import { anEvent } from '../fakes/instruction';
import { startTlsServer, type TlsServer } from '../fakes/tls-server';
import { verifyWebhook } from '../fakes/webhook-receiver';

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

let server: TlsServer;
let https: HttpsClient;
let received: Received[];
/** Statuses that the endpoint answers, one after the other; `0` cuts the connection. The last one stays. */
let statuses: number[];
const clock = fakeClock();

beforeAll(async () => {
  const authority = await createAuthority();
  https = new HttpsClient({ certificateAuthorities: [authority.certificate] });
  server = await startTlsServer(await authority.issue('localhost'), {
    '/hooks': ({ headers }, response, body) => {
      received.push({ headers, body });
      const status = statuses.length > 1 ? statuses.shift() : statuses[0];
      if (status === 0) response.destroy();
      else response.writeHead(status ?? 500).end();
    },
  });
});
afterAll(async () => {
  https.close();
  await server.stop();
});
beforeEach(() => {
  received = [];
  statuses = [200];
});

function deliver(url = `https://localhost:${server.port}/hooks`, event = anEvent()) {
  const webhook = new HttpsWebhook(https, clock, { attempts: 3, firstPauseMilliseconds: 5 });
  return webhook.deliver(url, 'signing-key', event);
}

test.each(Object.values(EventType))('posts %s as the OpenAPI document declares it', async (eventType) => {
  await deliver(undefined, anEvent({ eventType, stepMinor: 7, merchantReference: undefined }));
  expect(webhookViolations(received[0])).toEqual([]);
});

test('the document would see what is missing', async () => {
  await deliver();
  const [{ headers, body }] = received;
  const { 'payment-signature': _signature, ...unsigned } = headers;
  expect(webhookViolations({ headers: unsigned, body })).toEqual(["header 'Payment-Signature' is missing"]);
  expect(webhookViolations({ headers, body: body.replace('sequence', 'number') })).toEqual([
    " must have required property 'sequence'",
  ]);
});

test('posts the event, signed and timed, with its id and type', async () => {
  await deliver();
  const [{ headers, body }] = received;
  expect(JSON.parse(body)).toEqual(anEvent());
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'payment-event-id': anEvent().eventId,
    'payment-event-type': 'PaymentAuthorized',
  });
  const now = clock.now().getTime() / 1000;
  expect(verifyWebhook('signing-key', `${headers['payment-signature']}`, body, now)).toBe(true);
});

test.each([[500], [503], [429], [408], [0]])('tries again after %i, with the same body', async (status) => {
  statuses = [status, 204];
  await deliver();
  expect(received).toHaveLength(2);
  expect(received[1].body).toBe(received[0].body);
});

test('fails after three attempts', async () => {
  statuses = [503];
  await expect(deliver()).rejects.toThrow(new WebhookError('webhook was not accepted: status 503'));
  expect(received).toHaveLength(3);
});

test.each([[400], [401], [404], [410], [302]])('fails at once for %i', async (status) => {
  statuses = [status];
  await expect(deliver()).rejects.toThrow(WebhookError);
  expect(received).toHaveLength(1);
});

test.each([['http://localhost/hooks'], ['no address'], ['file:///etc/hosts']])(
  'fails for the address %s',
  async (url) => {
    await expect(deliver(url)).rejects.toThrow('webhook URL must be an https URL');
    expect(received).toEqual([]);
  },
);
