import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { FailureDestination, PaymentFunction, PaymentFunctionBundle } from '../../src/payment-function';

const bundle = PaymentFunctionBundle.GET_PAYMENT;

test('a queue that is there already takes the failed events', () => {
  const stack = new Stack();
  const queue = new sqs.Queue(stack, 'Failed');
  new PaymentFunction(stack, 'Get', { bundle, failureDestination: FailureDestination.deadLetterQueue(queue) });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::SQS::Queue', 1);
  template.hasResourceProperties('AWS::Lambda::Function', {
    DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Failed'), 'Arn'] } },
  });
});

test('a destination gets what went wrong as well', () => {
  const stack = new Stack();
  const failureDestination = FailureDestination.destination(
    new destinations.SqsDestination(new sqs.Queue(stack, 'Failed')),
  );
  new PaymentFunction(stack, 'Get', { bundle, failureDestination });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Failed'), 'Arn'] } } },
  });
  template.hasResourceProperties('AWS::Lambda::Function', { DeadLetterConfig: Match.absent() });
});

test('without a destination nothing is made', () => {
  const stack = new Stack();
  new PaymentFunction(stack, 'Get', { bundle, failureDestination: FailureDestination.none('Called by an API') });
  Template.fromStack(stack).resourceCountIs('AWS::SQS::Queue', 0);
});

test('fails without a reason for having none', () => {
  expect(() => FailureDestination.none(' ')).toThrow("'reason' must be given and not empty");
});
