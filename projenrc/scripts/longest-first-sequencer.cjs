const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest, longest first: jest knows no durations on a fresh clone, and whoever comes last is waited for alone. */
const LONGEST = [
  'test/local/single-region-platform.test.ts',
  'test/local/commands.test.ts',
  'test/packaging/python-twin.test.ts',
  'test/examples/cfn-lint.test.ts',
  'test/proofs/faults.test.ts',
  'test/packaging/consumer.test.ts',
  'test/local/settlement.test.ts',
  'test/local/small-stack.test.ts',
  'test/handlers/adapters/postgresql/postgresql-payment-steps.model.test.ts',
  'test/handlers/adapters/postgresql/postgresql-payment-steps.races.test.ts',
  'test/tools/payment-dashboard/page/main.test.ts',
  'test/projenrc/scripts/assets/function-bundles.test.ts',
];

const gone = LONGEST.filter((name) => !existsSync(join(__dirname, '..', '..', name)));
if (gone.length > 0) throw new Error(`${__filename} names tests that are not there: ${gone.join(', ')}`);

const rankOf = ({ path }) => {
  const rank = LONGEST.findIndex((name) => path.endsWith(`/${name}`));
  return rank === -1 ? LONGEST.length : rank;
};

module.exports = class LongestFirstSequencer extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b)); // stable: the others stay as jest has them
  }
};
