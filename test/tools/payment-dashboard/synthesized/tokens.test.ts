import { parsed, resolved, textOf } from '../../../../tools/payment-dashboard/synthesized/tokens';

const names = {
  reference: (name: string, attribute?: string) => (attribute ? `<${name}.${attribute}>` : `<${name}>`),
};

test.each([
  [{ Ref: 'Queue' }, '<Queue>'],
  [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, '<Queue.Arn>'],
  [{ 'Fn::GetAtt': 'Queue.Arn' }, '<Queue.Arn>'],
  [{ 'Fn::Join': [':', ['a', { Ref: 'AWS::Region' }]] }, 'a:<AWS::Region>'],
  [{ 'Fn::Sub': `\${Queue}-\${Queue.Arn}` }, '<Queue>-<Queue.Arn>'],
  [{ 'Fn::Sub': [`\${own}`, { own: { Ref: 'Queue' } }] }, '<Queue>'],
  [{ 'Fn::ImportValue': 'elsewhere' }, '(Fn::ImportValue)'],
  ['plain', 'plain'],
])('%j', (value, expected) => {
  expect(textOf(value, names)).toBe(expected);
});

test('tokens within a structure are replaced, the rest is as it was', () => {
  expect(resolved({ Period: 60, Dimensions: [{ Name: 'QueueName', Value: { Ref: 'Queue' } }] }, names)).toEqual({
    Period: 60,
    Dimensions: [{ Name: 'QueueName', Value: '<Queue>' }],
  });
});

test('what is put into JSON cannot break it', () => {
  const quoting = { reference: () => 'a "quoted" name' };
  expect(parsed({ 'Fn::Join': ['', ['{"title":"', { Ref: 'X' }, '"}']] }, quoting)).toEqual({
    title: 'a "quoted" name',
  });
});
