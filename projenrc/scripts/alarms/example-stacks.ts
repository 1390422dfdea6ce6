import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { exampleNames, loadExample } from '../../../examples/synth';
import type { ExampleStack } from './alarm-table';

/** Every stack of every example, for the environment that is made where none is named. */
export async function exampleStacks(): Promise<readonly ExampleStack[]> {
  const stacks: ExampleStack[] = [];
  for (const example of exampleNames()) {
    const app = await loadExample(example, { context: { environmentSuffix: 'dev' } });
    const resources = app.node
      .findAll()
      .filter(Stack.isStack)
      .map((stack) => Template.fromStack(stack).toJSON().Resources);
    stacks.push(...resources.map((Resources) => ({ example, Resources })));
  }
  return stacks;
}
