import { signWebhook } from '../../handlers/domain/webhook-signature';
import { verifyWebhook } from '../handlers/fakes/webhook-receiver';

const NOW = 1_795_255_320;
const BODY = '{"eventId":"é"}';
const header = signWebhook('key', NOW, BODY);

test.each([
  ['takes what was signed', header, BODY, NOW, true],
  ['takes one of several signatures', `${signWebhook('old', NOW, BODY)},${header.split(',')[1]}`, BODY, NOW, true],
  ['refuses another body', header, '{}', NOW, false],
  ['refuses another time', header.replace(`${NOW}`, `${NOW + 1}`), BODY, NOW, false],
  ['refuses an old delivery', header, BODY, NOW + 301, false],
  ['refuses a signature that is none', `t=${NOW},v1=00`, BODY, NOW, false],
  ['refuses an empty header', '', BODY, NOW, false],
  ['refuses a time that is none', header.replace(/^t=\d+/, 't=now'), BODY, NOW, false],
])('the receiver of the page %s', (_case, text, body, now, expected) => {
  expect(verifyWebhook('key', text, body, now)).toBe(expected);
});
