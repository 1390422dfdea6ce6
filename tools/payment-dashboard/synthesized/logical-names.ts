import type { Stack } from './assembly';
import type { Names } from './tokens';

const NAMED_BY: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
};

/** The construct's own words, without the hash that makes a logical id unique. */
const wordsOf = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');

/** Name of an alarm, by which dashboards and rules of other alarms know it. */
export function alarmNameOf(logicalId: string, { template }: Stack): string {
  const { Type, Properties = {} } = template.Resources[logicalId];
  const name = Properties[NAMED_BY[Type]];
  return typeof name === 'string' ? name : wordsOf(logicalId);
}

/** Names for a template that is not deployed: what a resource will be called is told by its logical id. */
export function logicalNames(stack: Stack): Names {
  const { region, stackName, template } = stack;
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::AccountId': 'account',
    'AWS::StackName': stackName,
  };
  return {
    reference: (name, attribute) => {
      if (name in pseudo) return pseudo[name];
      const type = template.Resources[name]?.Type ?? '';
      return type in NAMED_BY && attribute === 'Arn' ? arnOfAlarm(alarmNameOf(name, stack)) : wordsOf(name);
    },
  };
}

const ALARM_ARN = ':alarm:';

const arnOfAlarm = (name: string) => `arn:aws:cloudwatch:region:account${ALARM_ARN}${name}`;

/** The name in an alarm's ARN, or the name as it is. */
export const alarmNameIn = (arn: string) => arn.slice(arn.lastIndexOf(ALARM_ARN) + 1).replace(/^alarm:/, '');
