/** A picture that leaves a construct out, or shows one that is gone, is worse than none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '@org/payment-constructs';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { exampleNames, loadExample } from '../../examples/synth';
import type { Diagram } from '../../projenrc/diagram/diagram';

const classes = Object.values(library).filter((one) => typeof one === 'function' && one.prototype instanceof Construct);

async function constructsOf(example: string): Promise<string[]> {
  const app = await loadExample(example, {});
  const children = app.node.children.filter(Stack.isStack).flatMap((stack) => stack.node.children);
  const ours = children.filter((child) => classes.some((one) => child.constructor === one));
  return ours.map(({ node }) => node.id).sort();
}

test.each(exampleNames())('the diagram of %s shows each of its constructs, and no other', async (example) => {
  const path = join(__dirname, '..', '..', 'examples', example, 'diagram.json');
  const { cards, groups }: Diagram = JSON.parse(readFileSync(path, 'utf8'));
  const shown = [...cards, ...groups].flatMap(({ constructs }) => constructs ?? []).sort();
  expect(shown).not.toHaveLength(0);
  expect(shown).toEqual(await constructsOf(example));
});
