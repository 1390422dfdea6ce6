import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alarmTables, withAlarmTables } from '../../projenrc/scripts/alarms/alarm-table';
import { exampleStacks } from '../../projenrc/scripts/alarms/example-stacks';
import { PaymentAlarm } from '../../src/payment-dashboard';
import { AT_RISK, alarmCatalogue, type CatalogueEntry } from '../../src/payment-dashboard/private/alarm-catalogue';
import { COST_CHARTS } from '../../src/payment-dashboard/private/monitored-part';

const ROOT = join(__dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');
const CHAPTERS = ['Testing an alarm', 'Alarms of the examples', 'Capacity', 'Costs'];
const SILENCE = { notBreaching: 'good', breaching: 'bad', missing: 'shown as missing', ignore: 'ignored' };

const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.trim()] as const)
    .filter(([title]) => !CHAPTERS.includes(title)),
);

function entryOf(kind: PaymentAlarm): CatalogueEntry {
  return kind === PaymentAlarm.PAYMENTS_AT_RISK ? AT_RISK : alarmCatalogue[kind];
}

/** The line below a heading, as the catalogue would write it. */
function summary(kind: PaymentAlarm): string {
  const { severity, means, below, periods, missing } = entryOf(kind);
  if (kind === PaymentAlarm.PAYMENTS_AT_RISK) return `${severity} · composite`;
  const beyond = `${below ? 'below' : 'above'} the threshold in ${periods.bad} of ${periods.of} periods`;
  return `${severity} · ${means} · ${beyond} · silence is ${SILENCE[missing]}`;
}

test('the tables hold the alarms of the examples as they are now: npx projen alarms', async () => {
  expect(page).toBe(withAlarmTables(page, alarmTables(await exampleStacks())));
});

test('every chart of what is paid for is explained, in the order of the page', () => {
  const costs = page.slice(page.indexOf('\n## Costs\n'), page.indexOf('\n## payments-at-risk\n'));
  expect([...costs.matchAll(/^\| \*(.+?)\* \|/gm)].map(([, chart]) => chart)).toEqual([...COST_CHARTS]);
});

test("every kind of operator's case is explained", () => {
  const files = globSync('handlers/{reconcile-payment,step-payment,match-settlement}/*.ts', { cwd: ROOT });
  const code = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  const kinds = [
    ...code.matchAll(/^ {2}'([a-z-]+)': '[A-Z]/gm), // of the reconciler, with their sentences
    ...code.matchAll(/\braise\(ports, submission, '([a-z-]+)'/g),
    ...code.matchAll(/\bkind: '(settlement-[a-z-]+)'/g),
  ].map(([, kind]) => kind);
  expect(kinds).toHaveLength(10);
  expect(kinds.filter((kind) => !sections.get('operator-case')?.includes(`\`${kind}\``))).toEqual([]);
});

test('every section that alarms and dashboards of the examples link to is there', async () => {
  const linked = [...JSON.stringify(await exampleStacks()).matchAll(/\/docs\/operations\.md#([\w-]+)/g)];
  const anchors = new Set(linked.map(([, anchor]) => anchor));
  expect(anchors.size).toBeGreaterThan(25);
  expect(anchors).toContain('costs');
  // as GitHub makes them of headings
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-'));
  expect([...anchors].filter((anchor) => !headings.includes(anchor))).toEqual([]);
});

test('each alarm has its runbook, in the order of the alarms, and there is no other', () => {
  expect([...sections.keys()]).toEqual(Object.values(PaymentAlarm));
});

describe.each(Object.values(PaymentAlarm))('%s', (kind) => {
  const [, line, , ...paragraphs] = (sections.get(kind) ?? '').split('\n');

  test('is summed up as the catalogue has it', () => {
    expect(line).toBe(summary(kind));
  });

  test('says what it means, where to look first, what to do and how to test it', () => {
    const text = paragraphs.filter((paragraph) => paragraph !== '');
    expect(text.map((paragraph) => /^\*\*([\w ]+)\.\*\* [A-Z`*].+[.?]$/.exec(paragraph)?.[1])).toEqual([
      'Means',
      'First look',
      'Do',
      'Test',
    ]);
  });

  test('begins what to do with the sentence of the alarm', () => {
    expect(paragraphs.join('\n')).toContain(`**Do.** ${entryOf(kind).action} `);
  });
});
