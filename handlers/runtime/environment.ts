import { ConfigurationError } from './errors';

/** Reads a variable the construct sets; called while the function starts, so that a wrong deployment fails at once and by name. */
export function requireEnvironment(name: string): string {
  const value = optionalEnvironment(name);
  if (value === undefined) throw new ConfigurationError(`environment variable '${name}' must be set, and is not`);
  return value;
}

/** An empty value counts as absent. */
export function optionalEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}
