import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PublishCommand } from '@aws-sdk/client-sns';
import { patientSnsClient } from '../../../../handlers/runtime/aws-clients/sns';

/** Longer than a call is waited for that may be sent twice. */
const SLOW_MS = 3_500;
const ANSWER =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>';

let server: Server;
let publications = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    publications += 1;
    request.resume();
    setTimeout(() => response.writeHead(200, { 'content-type': 'text/xml' }).end(ANSWER), SLOW_MS);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SNS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('waits for a publication that takes long, and does not send it twice', async () => {
  const publish = new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:111122223333:told', Message: 'once' });
  await expect(patientSnsClient().send(publish)).resolves.toMatchObject({ MessageId: 'm-1' });
  expect(publications).toBe(1);
}, 60_000);
