import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fraudReplay } from '../../../tools/fraud-replay/fraud-replay';
import { lenient, payments, strict } from './stored-payments';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fraud-replay-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}
const rulesFile = (rules: object) => file('rules.json', JSON.stringify(rules));
const paymentsFile = () => file('payments.jsonl', payments.map((payment) => `${JSON.stringify(payment)}\n`).join('\n'));

async function run(...args: string[]) {
  const printed: string[] = [];
  const status = await fraudReplay(args, (text) => printed.push(text));
  return { status, text: printed.join('') };
}

test('prints what would change', async () => {
  const { status, text } = await run(rulesFile(lenient), '--payments', paymentsFile());
  expect(status).toBe(0);
  expect(text).toBe(`4 payments (4 by 'strict') by the rules 'lenient': 1 would end otherwise.

then \\ now  approve  review  decline
----------  -------  ------  -------
approve           2       0        0
review            0       1        0
decline           0       1        0

Biggest movers:
payment  then  now  change  then     now
-------  ----  ---  ------  -------  ------
large      80   50     -30  decline  review

rule    hits then  hits now  change  no data
------  ---------  --------  ------  -------  ------
large           1         1       0        0
denied          1         1       0        0
trial           0         1      +1        3  shadow
`);
});

test('explains a decision by the rules that made it', async () => {
  const { status, text } = await run(rulesFile(strict), '--payments', paymentsFile(), '--explain', 'large');
  expect(status).toBe(0);
  expect(text).toContain("large: decline with a score of 80 by the rules 'strict'");
  expect(text).toContain('amountMinor 2000 > 1000: yes');
  expect(text).toContain('This is the decision that is stored.');
});

test('ends with 1 where the document makes another decision under the same version', async () => {
  const rules = rulesFile({ ...lenient, version: 'strict' });
  const { status, text } = await run(rules, '--payments', paymentsFile(), '--explain', 'large');
  expect(status).toBe(1);
  expect(text).toContain('score was 80 then, is 50 now');
});

test('takes the rules that ship by the name default', async () => {
  const { text } = await run('default', '--payments', paymentsFile());
  expect(text).toContain("by the rules 'default-3'");
});

const line = (content: string) => () => ['default', '--payments', file('wrong.jsonl', content)];
test.each<[string, () => string[], string]>([
  ['no rules', () => ['--payments', paymentsFile()], 'must name one file of rules, got 0'],
  ['no payments', () => ['default'], "must have '--payments', '--database' or PGHOST, or a local cloud that is up"],
  ['both', () => ['default', '--payments', 'a', '--database', 'b'], "one of '--payments' and '--database', got both"],
  [
    'rules that are nowhere',
    () => ['no.json', '--payments', 'a'],
    "'no.json' must be a document of fraud rules, and cannot",
  ],
  [
    'payments that are nowhere',
    () => ['default', '--payments', 'no'],
    "'no' must be a file of stored payments, and cannot",
  ],
  [
    'authorities that are nowhere',
    () => ['default', '--database', 'postgres://u@h/d', '--ca', 'no.pem'],
    "'no.pem' must be a file of authorities in PEM, and cannot be read (ENOENT)",
  ],
  ['too many movers', () => ['default', '--payments', 'a', '--top', '1001'], "'--top' must be 1 to 1000, got '1001'"],
  [
    'no date',
    () => ['default', '--database', 'b', '--since', 'then'],
    "'--since' must be a date in ISO 8601, got 'then'",
  ],
  ['a URL that is none', () => ['default', '--database', 'b'], "'--database' must be a URL"],
  ['a password', () => ['default', '--database', 'postgres://u:secret@h/d'], 'must have no password: set PGPASSWORD'],
  ['wrong rules', () => [rulesFile({}), '--payments', paymentsFile()], 'must be a document of fraud rules: /version'],
  ['a line that is no JSON', line('\n{"4111'), "line 2 of '"],
  ['a line without a decision', line('{"paymentId":"1"}'), 'must be a stored payment: decision'],
  ['a payment that is not there', () => ['default', '--payments', paymentsFile(), '--explain', 'x'], "got 'x'"],
])('fails for %s', async (_case, args, message) => {
  await expect(run(...args())).rejects.toThrow(message);
});
