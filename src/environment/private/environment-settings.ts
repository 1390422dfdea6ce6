import type { IConstruct } from 'constructs';
import { kebabCase } from '../kebab-case';

const FALLBACK = 'dev';
/** The tightest names are those of load balancers (32) and buckets with account and region (34 are left). */
const MAX_LENGTH = 20;
/** No two hyphens in a row: database identifiers refuse them. */
const LEGAL = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** S3 keeps this ending for itself. */
const RESERVED_ENDING = /(^|-)s3alias$/;

/** A part of every physical name: the prop, else the context value of the same name, else the fallback; checked. */
export function settingOf(scope: IConstruct, name: string, prop?: string, otherwise?: string): string {
  const context: unknown = scope.node.tryGetContext(name);
  const value = prop ?? (context === undefined || context === null ? undefined : String(context)) ?? otherwise;
  const setting = value ?? FALLBACK;
  if (!LEGAL.test(setting) || setting.length > MAX_LENGTH || RESERVED_ENDING.test(setting)) {
    throw new Error(
      `'${name}' must be 1 to ${MAX_LENGTH} lower-case letters, digits and single inner hyphens, not ending in 's3alias', got '${setting}': try '${remedy(setting)}'`,
    );
  }
  return setting;
}

function remedy(setting: string): string {
  const legal = kebabCase(setting).slice(0, MAX_LENGTH).replace(RESERVED_ENDING, '').replace(/-$/, '');
  return legal === '' ? FALLBACK : legal;
}
