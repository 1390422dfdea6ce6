import type { APIGatewayEventRequestContext } from 'aws-lambda';
import { callerOf } from '../../../handlers/runtime/caller';

const caller = (context: object) => callerOf(context as APIGatewayEventRequestContext);
const iam = (userArn: string | null) => ({ identity: { userArn } });

test.each([
  ['a user', iam('arn:aws:iam::111122223333:user/shop'), 'arn:aws:iam::111122223333:user/shop'],
  [
    'a role, whatever its session',
    iam('arn:aws:sts::111122223333:assumed-role/Shop/i-0123456789abcdef0'),
    'arn:aws:sts::111122223333:assumed-role/Shop',
  ],
  ['an authorizer’s principal', { ...iam(null), authorizer: { principalId: 'shop' } }, 'shop'],
  ['a user of a pool', { ...iam(null), authorizer: { claims: { sub: 'sub-1' } } }, 'sub-1'],
  [
    'a client certificate',
    { identity: { userArn: null, clientCert: { issuerDN: 'CN=ca', subjectDN: 'CN=shop' } } },
    'CN=ca CN=shop',
  ],
])('%s is known', (_kind, context, expected) => {
  expect(caller(context)).toBe(expected);
});

test.each([
  ['that is too long for a key', 'a'.repeat(600)],
  ['that could be taken for the start of a key', 'shop#key'],
])('a principal %s is known by its hash', (_case, principalId) => {
  expect(caller({ identity: {}, authorizer: { principalId } })).toMatch(/^sha256:[\da-f]{64}$/);
});

test.each([{ identity: {} }, { identity: { userArn: '' } }, {}])('nobody is known by %j', (context) => {
  expect(caller(context)).toBeUndefined();
});

test('IAM counts more than what an authorizer says', () => {
  const context = { ...iam('arn:aws:iam::111122223333:user/shop'), authorizer: { principalId: 'other' } };
  expect(caller(context)).toBe('arn:aws:iam::111122223333:user/shop');
});
