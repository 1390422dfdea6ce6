import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A function of the stack's account to lead routes to; without a role, so that a test sees only the API's own. */
export function payFunction(scope: Construct, id = 'Pay'): lambda.IFunction {
  const functionArn = Stack.of(scope).formatArn({ service: 'lambda', resource: 'function:pay' });
  return lambda.Function.fromFunctionAttributes(scope, id, { functionArn, sameEnvironment: true });
}
