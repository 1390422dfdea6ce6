import { type Limit, REFUSED } from './emulator-limits';
import { REWRITES } from './rewrites';
import { isRecord, type Resource, rewrite, type Template } from './template';

/** One deviation from the template, for the table that every deployment ends with. */
export interface Adaptation {
  readonly logicalId: string;
  readonly type: string;
  readonly kind: 'removed' | 'rewritten' | 'restored';
  readonly why: string;
  readonly instead: string;
}

export interface AdaptedTemplate {
  readonly template: Template;
  readonly adaptations: readonly Adaptation[];
}

function limitOf(resource: Resource): Limit | undefined {
  return REFUSED.find((limit) => limit.types.includes(resource.Type) && (limit.when?.(resource) ?? true));
}

/** What stands where a resource was named that is not there. */
const standIn = (logicalId: string) => `not-local-${logicalId}`;

/** The resource that a `Ref`, `Fn::GetAtt` names. */
function referenceOf(node: unknown): string | undefined {
  if (!isRecord(node)) return undefined;
  if (typeof node.Ref === 'string') return node.Ref;
  const attribute = node['Fn::GetAtt'];
  if (Array.isArray(attribute)) return String(attribute[0]);
  return typeof attribute === 'string' ? attribute.split('.')[0] : undefined;
}

/** The emulator's `Ref` of a secret gives its name, where that of AWS gives its ARN. */
const SECRET = 'AWS::SecretsManager::Secret';
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Id'] });

interface References {
  readonly removed: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
}

function mendReferences({ removed, secrets }: References, value: unknown): unknown {
  return rewrite(value, (node) => {
    const reference = referenceOf(node);
    if (reference && removed.has(reference)) return standIn(reference);
    if (isRecord(node) && typeof node.Ref === 'string' && secrets.has(node.Ref)) return arnOf(node.Ref);
    if (typeof node !== 'string' || !node.includes('${')) return node;
    return node.replace(/\$\{(\w+)(\.\w+)?\}/g, (text, name, attribute) => {
      if (removed.has(name)) return standIn(name);
      return secrets.has(name) && !attribute ? `\${${name}.Id}` : text;
    });
  });
}

function withoutDependenciesOn(removed: ReadonlySet<string>, resource: Resource): Resource {
  const dependencies = [resource.DependsOn ?? []].flat();
  if (!dependencies.some((name) => removed.has(name))) return resource;
  return { ...resource, DependsOn: dependencies.filter((name) => !removed.has(name)) };
}

/** A template the emulator takes, and what is different in it. Whatever it holds is the very same object. */
export function adapt(template: Template): AdaptedTemplate {
  const adaptations: Adaptation[] = [];
  const removed = new Set<string>();
  const secrets = new Set<string>();
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    const limit = limitOf(resource);
    if (resource.Type === SECRET) secrets.add(logicalId);
    if (!limit) continue;
    removed.add(logicalId);
    adaptations.push({ logicalId, type: resource.Type, kind: 'removed', why: limit.why, instead: limit.instead });
  }
  const references = { removed, secrets };
  const kept = Object.entries(template.Resources).filter(([logicalId]) => !removed.has(logicalId));
  const resources = kept.map(([logicalId, resource]): [string, Resource] => {
    const whole = withoutDependenciesOn(removed, resource);
    const properties = mendReferences(references, whole.Properties);
    const held =
      properties === whole.Properties || !isRecord(properties) ? whole : { ...whole, Properties: properties };
    return [logicalId, applyRewrites(logicalId, held, template, adaptations)];
  });
  const Outputs = mendReferences(references, template.Outputs);
  for (const logicalId of secrets) {
    if (!names(logicalId, template)) continue;
    const deviation = { why: 'its Ref gives the name', instead: 'the ARN by attribute' };
    adaptations.push({ logicalId, type: SECRET, kind: 'rewritten', ...deviation });
  }
  const adapted = { ...template, Resources: Object.fromEntries(resources) };
  return { adaptations, template: isRecord(Outputs) ? { ...adapted, Outputs } : adapted };
}

/** Whether anything refers to a resource by `Ref`. */
function names(logicalId: string, template: Template): boolean {
  const text = JSON.stringify([template.Resources, template.Outputs]);
  return text.includes(`{"Ref":"${logicalId}"}`) || text.includes(`\${${logicalId}}`);
}

function applyRewrites(logicalId: string, resource: Resource, template: Template, adaptations: Adaptation[]): Resource {
  let current = resource;
  for (const { why, instead, apply } of REWRITES.filter(({ type }) => type === resource.Type)) {
    const before = current.Properties ?? {};
    const properties = apply(before, template);
    if (properties === before) continue;
    adaptations.push({ logicalId, type: resource.Type, kind: 'rewritten', why, instead });
    current = { ...current, Properties: properties };
  }
  return current;
}
