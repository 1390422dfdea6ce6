import type { Stack } from 'aws-cdk-lib';

/** One wrong prop, and the three things that its message must say so that a user can mend it without asking. */
export interface WrongProp {
  /** Name of the prop as the user wrote it. */
  readonly prop: string;
  /** The value as the user would recognize it. */
  readonly value: string;
  /** What to do, or what would be right. */
  readonly remedy: string;
  /** Makes the construct in an empty stack of us-east-1. */
  readonly build: (stack: Stack) => unknown;
}
