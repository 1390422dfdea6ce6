import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

type Verify = (key: string, header: string, body: string, nowSeconds?: number) => boolean;

const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'webhooks.md'), 'utf8');
const [, program = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];

/** The code of docs/webhooks.md: what merchants are told to run. */
export const verifyWebhook: Verify = runInNewContext(`${program}\nverify`, { require, Buffer });
