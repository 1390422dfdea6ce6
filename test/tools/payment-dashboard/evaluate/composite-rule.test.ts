import type { AlarmState } from '../../../../tools/payment-dashboard/evaluate/alarm-state';
import { ruleHolds } from '../../../../tools/payment-dashboard/evaluate/composite-rule';

const states: Readonly<Record<string, AlarmState | undefined>> = { red: 'ALARM', green: 'OK' };

test.each<[string, boolean | undefined]>([
  ['ALARM("red")', true],
  ['ALARM("arn:aws:cloudwatch:us-east-1:123456789012:alarm:red")', true],
  ['ALARM(green)', false],
  ['ALARM("green") OR ALARM("red")', true],
  ['ALARM("green") AND ALARM("red")', false],
  ['NOT OK("red") AND (OK("green") OR FALSE)', true],
  ['ALARM("unknown") OR ALARM("red")', true],
  ['ALARM("unknown") OR ALARM("green")', undefined],
  ['ALARM("unknown") AND ALARM("green")', false],
  ['NOT ALARM("unknown")', undefined],
  ['INSUFFICIENT_DATA("red") OR TRUE', true],
])('%s', (rule, expected) => {
  expect(ruleHolds(rule, (name) => states[name])).toBe(expected);
});

test.each(['PAGE("red")', 'ALARM("red"'])('%s is refused', (rule) => {
  expect(() => ruleHolds(rule, (name) => states[name])).toThrow("'AlarmRule' must");
});
