import { IamLogins } from '../../../../handlers/adapters/postgresql/iam-logins';

const target = {
  host: 'db.example.us-east-1.rds.amazonaws.com',
  port: 5433,
  database: 'payments',
  user: 'payment_iam',
};
const variables = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };
const before = { ...process.env };

beforeAll(() => Object.assign(process.env, variables));
afterAll(() => {
  process.env = before;
});

test('each connection gets a token, signed for this host, port and user, and valid for 15 minutes', async () => {
  const login = await new IamLogins(target).read();
  expect(login).toMatchObject(target);
  if (typeof login.password !== 'function') throw new Error('the password must be asked for');
  const token = new URL(`https://${await login.password()}`);
  expect(token.host).toBe('db.example.us-east-1.rds.amazonaws.com:5433');
  expect(Object.fromEntries(token.searchParams)).toMatchObject({
    Action: 'connect',
    DBUser: 'payment_iam',
    'X-Amz-Expires': '900',
  });
  expect(token.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
});
