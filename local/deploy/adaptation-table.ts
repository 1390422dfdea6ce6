import { table } from '../terminal/table';
import type { Adaptation } from './adapt';

/** What is different from AWS, one line for each kind of resource and reason. */
export function adaptationTable(adaptations: readonly Adaptation[]): string {
  const groups = Map.groupBy(adaptations, ({ kind, type, why }) => `${kind} ${type} ${why}`);
  const rows = [...groups.values()].map((group) => {
    const [{ kind, type, why, instead }] = group;
    return [kind, type.replace(/^AWS::/, ''), String(group.length), why, instead];
  });
  return table(['', 'resource', 'number', 'because', 'instead'], rows);
}
