/** The parts of a CloudFormation template that are read and changed here. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly [attribute: string]: unknown;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy with every node replaced by what `change` makes of it, from the top down; the very same value where nothing changed. */
export function rewrite(value: unknown, change: (node: unknown) => unknown): unknown {
  const node = change(value);
  if (Array.isArray(node)) {
    const items = node.map((item) => rewrite(item, change));
    return items.every((item, index) => item === node[index]) ? node : items;
  }
  if (!isRecord(node)) return node;
  const entries = Object.entries(node).map(([key, item]) => [key, rewrite(item, change)] as const);
  return entries.every(([key, item]) => item === node[key]) ? node : Object.fromEntries(entries);
}
