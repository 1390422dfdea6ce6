import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as destinations from 'aws-cdk-lib/aws-s3-notifications';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { PaymentBucket } from '../../../src/payment-bucket';

const TOLD = { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } };

test('EventBridge is told of objects where that is asked for, without a helper function', () => {
  for (const eventBridgeEnabled of [undefined, false, true]) {
    const stack = new Stack();
    new PaymentBucket(stack, 'Documents', { eventBridgeEnabled });
    const template = Template.fromStack(stack);
    template.resourcePropertiesCountIs('AWS::S3::Bucket', TOLD, eventBridgeEnabled ? 1 : 0);
    template.resourceCountIs('AWS::Lambda::Function', 0);
  }
});

test('fails for notifications beside EventBridge, which would switch it off', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const { bucket } = new PaymentBucket(stack, 'Documents', { eventBridgeEnabled: true });
  const queue = new destinations.SqsDestination(new sqs.Queue(stack, 'Queue'));
  bucket.addEventNotification(s3.EventType.OBJECT_CREATED, queue);
  expect(() => app.synth()).toThrow(
    "'eventBridgeEnabled' must be left out where 'Stack/Documents/Bucket' has notifications, which would switch it off",
  );
});
