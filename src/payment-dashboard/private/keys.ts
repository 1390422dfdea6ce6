import type * as kms from 'aws-cdk-lib/aws-kms';
import { hourly, sumOf } from './costs';
import type { MonitoredPart } from './monitored-part';
import { mathId } from './rate';

/** Operations that are paid for, of keys of each kind. */
const OPERATIONS = ['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateMac', 'ReEncrypt', 'Sign'];

/** @see https://aws.amazon.com/blogs/security/aws-kms-cloudwatch-metrics-help-you-better-track-and-understand-how-your-kms-keys-are-being-used/ */
export function keyPart(key: kms.IKey, label: string): MonitoredPart {
  const requests = OPERATIONS.map((Operation) =>
    hourly(key, 'AWS/KMS', { KeyArn: key.keyArn, Operation })('SuccessfulRequest'),
  );
  const metrics = [sumOf(mathId('key', label), label, requests)];
  return {
    section: 'Costs',
    label,
    lines: [],
    alarms: [],
    costs: [{ chart: 'Requests to keys', unit: 'requests', stacked: true, metrics }],
  };
}
