import * as lambda from 'aws-cdk-lib/aws-lambda';
import { FUNCTION_ENTRY } from '../../contract/assets';
import { functionCode } from '../../private/assets';
import type { PaymentFunctionProps } from '../payment-function-props';

export interface RunnableCode {
  readonly code: lambda.Code;
  readonly runtime: lambda.Runtime;
  readonly handler: string;
}

/** Bundled code with its own runtime and entry, or the user's with the user's: never a mixture, which would not start. */
export function codeOf({ bundle, code, runtime, handler }: PaymentFunctionProps): RunnableCode {
  if (code) return ownCode(code, { bundle, runtime, handler });
  for (const [prop, value] of Object.entries({ runtime: runtime?.name, handler })) {
    if (value !== undefined) {
      throw new Error(
        `'${prop}' must be given together with 'code', got '${value}' alone: the bundled code has its own, leave '${prop}' out or add 'code'`,
      );
    }
  }
  if (!bundle) throw new Error(`'bundle' or 'code' must be given, got neither: name a bundled function or pass code`);
  return { code: functionCode(bundle), runtime: lambda.Runtime.NODEJS_24_X, handler: FUNCTION_ENTRY };
}

function ownCode(code: lambda.Code, props: PaymentFunctionProps): RunnableCode {
  const { bundle, runtime, handler } = props;
  if (bundle) {
    throw new Error(
      `'bundle' must be left out where 'code' is given, got '${bundle}': a function runs one or the other`,
    );
  }
  if (!runtime) throw new Error(`'runtime' must be given together with 'code', got none: name the runtime of the code`);
  if (!handler) throw new Error(`'handler' must be given together with 'code', got none: name the entry of the code`);
  return { code, runtime, handler };
}
