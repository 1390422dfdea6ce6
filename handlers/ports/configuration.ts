/** Values operators change without deploying, cached; names are in `src/contract/parameters.ts`. */
export interface Configuration {
  find(name: string): Promise<string | undefined>;
  /** Throws `ConfigurationError` naming the parameter when it is missing. */
  require(name: string): Promise<string>;
  flag(flag: { readonly name: string; readonly fallback: boolean }): Promise<boolean>;
}
