import { get } from 'node:http';
import { type SiteServer, serve } from '../../../tools/payment-dashboard/serve';

let server: SiteServer;

beforeAll(async () => {
  server = await serve({
    page: () => '<p>page</p>',
    view: (query) => {
      if (query.get('dashboard') === 'nobody') throw new Error('there is no such dashboard');
      return { asked: query.get('dashboard') };
    },
  });
});

afterAll(() => server.stop());

function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(server.url, { headers: { host } }, (answer) => resolve(answer.resume().statusCode)).once('error', reject);
  });
}

test('the page is served, and not kept or framed by anyone', async () => {
  const answer = await fetch(server.url);
  expect(await answer.text()).toBe('<p>page</p>');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
});

test('the view answers what was asked', async () => {
  expect(await (await fetch(`${server.url}view.json?dashboard=ours`)).json()).toEqual({ asked: 'ours' });
});

test('what goes wrong is said', async () => {
  const answer = await fetch(`${server.url}view.json?dashboard=nobody`);
  expect([answer.status, await answer.text()]).toEqual([500, 'there is no such dashboard']);
});

test('only this machine, by its own name, and only reading', async () => {
  expect(await statusFor('localhost')).toBe(200);
  expect(await statusFor('rebound.example.com')).toBe(403);
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${server.url}../etc/passwd`)).status).toBe(404);
});
