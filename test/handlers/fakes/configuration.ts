import type { Configuration } from '../../../handlers/ports/configuration';
import { ConfigurationError } from '../../../handlers/runtime/errors';

/** Parameters from a plain object, which tests may change while they run. */
export function fakeConfiguration(values: Record<string, string>, flags: Record<string, boolean> = {}): Configuration {
  return {
    find: async (name) => values[name],
    require: async (name) => {
      const value = values[name];
      if (value === undefined) throw new ConfigurationError(`parameter '${name}' must be set, and is not`);
      return value;
    },
    flag: async ({ name, fallback }) => flags[name] ?? fallback,
  };
}
