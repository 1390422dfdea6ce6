import fc from 'fast-check';
import { signWebhook } from '../../../handlers/domain/webhook-signature';
import { verifyWebhook } from '../fakes/webhook-receiver';

const NOW = 1_795_255_320;
const BODY = '{"eventId":"1"}';
const header = signWebhook('key', NOW, BODY);

test('signs time and body with HMAC-SHA256', () => {
  // printf '1795255320.{"eventId":"1"}' | openssl dgst -sha256 -hmac key
  expect(header).toBe(`t=${NOW},v1=8796bc71bf7b03069189ae5b10d3f958b6eedff8880ba695ebbcb1ec61134c18`);
});

test('verifies what was signed, whatever key, time and body', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.string({ unit: 'binary' }), (key, time, body) => {
      expect(verifyWebhook(key, signWebhook(key, time, body), body, time)).toBe(true);
    }),
  );
});

test.each([
  ['another key', 'other', header, BODY, NOW],
  ['another body', 'key', header, `${BODY} `, NOW],
  ['a delivery that is too old', 'key', header, BODY, NOW + 301],
  ['a delivery from the future', 'key', header, BODY, NOW - 301],
  ['a time that was not signed', 'key', header.replace(`t=${NOW}`, `t=${NOW + 1}`), BODY, NOW],
  ['no signature', 'key', `t=${NOW}`, BODY, NOW],
  ['no time', 'key', header.replace(/^t=\d+,/, ''), BODY, NOW],
  ['another scheme', 'key', header.replace('v1=', 'v0='), BODY, NOW],
  ['an empty header', 'key', '', BODY, NOW],
])('refuses %s', (_case, key, text, body, now) => {
  expect(verifyWebhook(key, text, body, now)).toBe(false);
});

test('takes any of several signatures, as while a key is changed', () => {
  const both = `${signWebhook('old', NOW, BODY)},${header.split(',')[1]}`;
  expect(verifyWebhook('old', both, BODY, NOW)).toBe(true);
  expect(verifyWebhook('key', both, BODY, NOW)).toBe(true);
});
