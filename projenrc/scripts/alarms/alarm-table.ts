import { type AlarmRow, alarmRows } from './alarm-rows';

const BEGIN = '<!-- alarms of the examples, written by npx projen alarms -->';
const END = '<!-- end of the alarms of the examples -->';

export interface ExampleStack {
  readonly example: string;
  readonly Resources: Parameters<typeof alarmRows>[0];
}

/** A heading and a table for each example that has alarms. */
export function alarmTables(stacks: readonly ExampleStack[]): string {
  const rows = Map.groupBy(
    stacks.flatMap(({ example, Resources }) => alarmRows(Resources).map((row) => ({ example, ...row }))),
    ({ example }) => example,
  );
  return [...rows].map(([example, own]) => `### ${example}\n${tableOf(own)}`).join('\n\n');
}

function tableOf(rows: readonly AlarmRow[]): string {
  const head = ['alarm', 'of', 'reads', 'rings', 'silence is', 'tells', 'what to do'];
  const lines = rows.map(({ kind, of, reads, rings, silence, topic, action }) => [
    `[${kind}](#${kind})`,
    of.join(', '),
    `\`${reads}\``,
    rings,
    silence,
    topic,
    action,
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The page with these tables between its two marks. */
export function withAlarmTables(page: string, tables: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the page must have the lines '${BEGIN}' and '${END}'`);
  return `${page.slice(0, from)}${BEGIN}\n${tables}\n${page.slice(to)}`;
}
