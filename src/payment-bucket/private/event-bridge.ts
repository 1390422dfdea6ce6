import * as s3 from 'aws-cdk-lib/aws-s3';

/** Child under which the CDK puts a bucket's notifications, which a helper function writes over whatever is configured. */
const NOTIFICATIONS = 'Notifications';

/** By CloudFormation itself; CDK's own way needs a function with a role that may change every bucket. */
export function sendEvents(bucket: s3.Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof s3.CfnBucket)) throw new Error(`'${bucket.node.path}' has no bucket of CloudFormation`);
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  bucket.node.addValidation({
    validate: () =>
      bucket.node.tryFindChild(NOTIFICATIONS)
        ? [
            `'eventBridgeEnabled' must be left out where '${bucket.node.path}' has notifications, which would switch it off: let rules of EventBridge call their destinations`,
          ]
        : [],
  });
}
