import { createHash } from 'node:crypto';

/** What the placeholders of a template stand for. */
export interface NameParts {
  readonly environment: string;
  readonly environmentSuffix: string;
  /** Type of the resource: `queue`. */
  readonly type: string;
  /** What it is for: `validate-payment`. */
  readonly purpose: string;
  readonly resourceName?: string;
  /** Short name of the region; only needed where the template asks for it. */
  readonly regionSuffix?: string;
}

const PLACEHOLDER = /\{(\w+)\}/g;
const HASH_LENGTH = 8;

/** Refuses unknown placeholders, and a template that has none of a group it must have one of. */
export function requirePlaceholders(prop: string, template: string, known: string[], required: string[][]): void {
  const used = [...template.matchAll(PLACEHOLDER)].map((match) => match[1]);
  for (const placeholder of used.filter((name) => !known.includes(name))) {
    const names = known.map((name) => `{${name}}`).join(', ');
    throw new Error(`'${prop}' must use no other placeholders than ${names}, got {${placeholder}} in '${template}'`);
  }
  for (const group of required.filter((names) => !names.some((name) => used.includes(name)))) {
    const names = group.map((name) => `{${name}}`).join(' or ');
    throw new Error(`'${prop}' must contain ${names}, so that no two names collide, got '${template}'`);
  }
}

/** Fills a template. A name above the limit loses the end of its variable part and gets a hash of the whole in return. */
export function render(template: string, parts: NameParts, maxLength: number): string {
  const values = placeholderValues(template, parts);
  const full = fill(template, values);
  if (full.length <= maxLength) return full;

  const shortened = ['purpose', 'resourceName', 'resourceType'].find((name) => template.includes(`{${name}}`)) ?? '';
  const value = values[shortened] ?? '';
  const keep = value.length - (full.length - maxLength) - HASH_LENGTH - 1;
  if (keep < 1) {
    throw new Error(
      `name '${full}' must be at most ${maxLength} characters, got ${full.length}: shorten the fixed parts of the naming convention '${template}'`,
    );
  }
  const head = value.slice(0, keep).replace(/-+$/, '');
  return fill(template, { ...values, [shortened]: `${head}-${hash(full)}` });
}

/** First 8 hexadecimal digits of the SHA-256 hash. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

function placeholderValues(template: string, parts: NameParts): Record<string, string | undefined> {
  const purpose = withoutType(parts.purpose, parts.type);
  const namesPurpose = template.includes('{purpose}') || template.includes('{resourceName}');
  return {
    environment: parts.environment,
    environmentSuffix: parts.environmentSuffix,
    suffix: parts.regionSuffix,
    purpose,
    resourceName: parts.resourceName ?? parts.purpose,
    resourceType: namesPurpose || purpose === '' ? parts.type : `${purpose}-${parts.type}`,
  };
}

/** `payment-queue` of type `queue` is the `payment` queue: no name says its type twice. */
function withoutType(purpose: string, type: string): string {
  if (purpose === type) return '';
  return purpose.endsWith(`-${type}`) ? purpose.slice(0, -type.length - 1) : purpose;
}

function fill(template: string, values: Record<string, string | undefined>): string {
  const text = template.replace(PLACEHOLDER, (_, name: string) => values[name] ?? '');
  return text.replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
}
