import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFraudRules } from '../../handlers/adapters/fraud-rules-document';
import { DEFAULT_FRAUD_RULES } from '../../handlers/domain/fraud/default-fraud-rules';
import { NUMBER_FEATURES, TEXT_FEATURES } from '../../handlers/domain/fraud/fraud-features';
import { COMPARISONS } from '../../handlers/domain/fraud/fraud-rules';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'fraud-rules.md'), 'utf8');

test('the example is a document that the function takes', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(readFraudRules(example)).toEqual({ rules: JSON.parse(example) });
});

test('the page lists the rules that ship as they are', () => {
  const [, table = ''] = page.split('## Rules that ship');
  const rows = table.split('\n').filter((line) => /^\| [a-z]+-/.test(line));
  expect(rows).toEqual(
    DEFAULT_FRAUD_RULES.rules.map(
      ({ id, description, scoreModifier }) => `| ${id} | ${description} | ${scoreModifier} |`,
    ),
  );
  const { version, thresholds } = DEFAULT_FRAUD_RULES;
  expect(table).toContain(
    `Version \`${version}\`, review from ${thresholds.review}, decline from ${thresholds.decline}`,
  );
});

test('the page names every operator and every feature, counters by their pattern', () => {
  const counters = /^(card|customer|email|ip)(Attempts|Amount|Declines|Cards)(1h|24h|7d)$/;
  const features = [...NUMBER_FEATURES.filter((name) => !counters.test(name)), ...TEXT_FEATURES];
  const named = [...COMPARISONS, 'exceedsLimit', 'isIn', 'differsFrom', ...features];
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
