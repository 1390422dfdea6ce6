/** What a token in a template becomes. */
export interface Names {
  /** Of a parameter, a pseudo parameter or a resource; `attribute` where one is asked for. */
  reference(name: string, attribute?: string): string;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of a value with its tokens replaced. */
export function resolved(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, names));
  if (!isRecord(value)) return value;
  const [key, ...more] = Object.keys(value);
  if (more.length === 0 && (key === 'Ref' || key?.startsWith('Fn::'))) return textOf(value, names);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolved(item, names)]));
}

/** A value as text, its tokens replaced. */
export function textOf(value: unknown, names: Names): string {
  if (!isRecord(value)) return String(value ?? '');
  const { Ref: reference, 'Fn::GetAtt': attribute, 'Fn::Join': join, 'Fn::Sub': substitute } = value;
  if (typeof reference === 'string') return names.reference(reference);
  if (attribute !== undefined) {
    const [name, ...path] = [attribute].flat().join('.').split('.');
    return names.reference(name, path.join('.'));
  }
  if (Array.isArray(join)) return join[1].map((part: unknown) => textOf(part, names)).join(join[0]);
  if (substitute !== undefined) return substituted(substitute, names);
  // an import, a selection, a condition: nobody but CloudFormation knows the value
  return `(${Object.keys(value)[0]})`;
}

function substituted(argument: unknown, names: Names): string {
  const [template, own] = [argument].flat();
  const known = isRecord(own) ? own : {};
  return String(template).replace(/\$\{([\w:]+)(?:\.([\w.]+))?\}/g, (_, name: string, attribute?: string) =>
    name in known ? textOf(known[name], names) : names.reference(name, attribute),
  );
}

/** JSON that CloudFormation puts together, with what it puts in escaped as the strings that it stands in. */
export function parsed(value: unknown, names: Names): unknown {
  const escaped: Names = {
    reference: (name, attribute) => JSON.stringify(names.reference(name, attribute)).slice(1, -1),
  };
  return JSON.parse(textOf(value, escaped));
}
