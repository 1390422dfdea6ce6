import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { devDependencies } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));

test('the examples are tested with the CDK that is meant: the oldest, or what `npx projen test:newest` says', () => {
  const { version } = require('aws-cdk-lib/package.json');
  expect(version).toBe(process.env.CDK_UNDER_TEST ?? devDependencies['aws-cdk-lib']);
});
