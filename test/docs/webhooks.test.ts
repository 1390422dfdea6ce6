import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signWebhook } from '../../handlers/domain/webhook-signature';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'webhooks.md'), 'utf8');
const [, receiver = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
const NOW = 1_795_255_320;
const BODY = '{"eventId":"é"}';
const header = signWebhook('key', NOW, BODY);

/** Runs the page's own code, as a reader would. */
function verify(...given: readonly [key: string, header: string, body: string, now: number]): unknown {
  const program = `${receiver}\nprocess.stdout.write(JSON.stringify(verify(...${JSON.stringify(given)})))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  return stderr === '' ? JSON.parse(stdout) : stderr;
}

test.each([
  ['takes what was signed', header, BODY, NOW, true],
  ['takes one of several signatures', `${signWebhook('old', NOW, BODY)},${header.split(',')[1]}`, BODY, NOW, true],
  ['refuses another body', header, '{}', NOW, false],
  ['refuses another time', header.replace(`${NOW}`, `${NOW + 1}`), BODY, NOW, false],
  ['refuses an old delivery', header, BODY, NOW + 301, false],
  ['refuses a signature that is none', `t=${NOW},v1=00`, BODY, NOW, false],
  ['refuses an empty header', '', BODY, NOW, false],
])('the receiver of the page %s', (_case, text, body, now, expected) => {
  expect(verify('key', text, body, now)).toBe(expected);
});
