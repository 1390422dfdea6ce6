import { Aws, Duration, Lazy, Token } from 'aws-cdk-lib';
import {
  requireDuration,
  requireNonEmpty,
  requireOneOf,
  requirePattern,
  requireRange,
} from '../../src/private/validation';

test.each([
  [
    'fails below a range',
    () => requireRange('memorySize', 64, 128, 10240, 'MB'),
    "'memorySize' must be 128 to 10240 MB, got 64",
  ],
  ['fails above a range', () => requireRange('zones', 7, 1, 6), "'zones' must be 1 to 6, got 7"],
  ['fails for a fraction', () => requireRange('zones', 1.5, 1, 6), "'zones' must be 1 to 6, got 1.5"],
  [
    'fails for a duration that is too long',
    () => requireDuration('backupRetention', Duration.days(40), Duration.days(1), Duration.days(35)),
    "'backupRetention' must be 1 day to 35 days, got 40 days",
  ],
  [
    'fails outside a set',
    () => requireOneOf('method', 'FETCH', ['GET', 'POST']),
    "'method' must be one of GET, POST, got 'FETCH'",
  ],
  [
    'fails outside a pattern',
    () => requirePattern('databaseName', 'my db', /^\w+$/, 'letters, digits and underscores'),
    "'databaseName' must be letters, digits and underscores, got 'my db'",
  ],
  [
    'fails for nothing',
    () => requireNonEmpty('topics', undefined, 'pass one'),
    "'topics' must be given and not empty, got none: pass one",
  ],
  [
    'fails for an empty list',
    () => requireNonEmpty('topics', [], 'pass one'),
    "'topics' must be given and not empty, got []: pass one",
  ],
])('%s', (_, check, message) => {
  expect(check).toThrow(message);
});

test('values inside pass, and so do absent ones', () => {
  requireRange('zones', 6, 1, 6);
  requireRange('zones', undefined, 1, 6);
  requireDuration('wait', Duration.days(1), Duration.hours(24), Duration.days(2));
  requireDuration('wait', undefined, Duration.hours(24), Duration.days(2));
  requireOneOf('method', 'GET', ['GET']);
  requirePattern('name', undefined, /x/, 'x');
  requireNonEmpty('topics', ['one'], '');
});

test('tokens pass: only CloudFormation knows their value', () => {
  requireRange('zones', Token.asNumber({ Ref: 'Zones' }), 1, 6);
  requireDuration('wait', Duration.days(Token.asNumber({ Ref: 'Days' })), Duration.days(1), Duration.days(2));
  requireOneOf('method', Aws.REGION, ['GET']);
  requirePattern('name', Aws.STACK_NAME, /^x$/, 'x');
  requireNonEmpty('topics', Lazy.list({ produce: () => ['a'] }), '');
});
