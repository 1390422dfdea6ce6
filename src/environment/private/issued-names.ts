import type { IConstruct } from 'constructs';

/** Remembers which construct has which physical name, and refuses the second one that would get it. */
export class IssuedNames {
  readonly #paths = new Map<string, string>();

  /** @param reach where the name must be unique: an account and region, or less where those are unknown. */
  public issue(construct: IConstruct, type: string, name: string, reach: string): void {
    const key = [reach, type, name].join('\n');
    const path = construct.node.path;
    const earlier = this.#paths.get(key);
    if (earlier !== undefined) {
      throw new Error(
        `name '${name}' of type '${type}' must belong to one construct, got '${earlier}' and '${path}': give one of them another construct id or a name of its own`,
      );
    }
    this.#paths.set(key, path);
  }
}
