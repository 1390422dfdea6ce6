import * as contract from '../../contract/environment';

/** Every name by which a construct of ours tells a function something. */
const OURS = new Set<string>(Object.values(contract).flatMap((names) => Object.values(names)));

/** The user's variables stand beside ours; one of ours would send a function to the wrong table without anybody noticing. */
export function requireOwnVariables(environment: { [name: string]: string } = {}): void {
  const taken = Object.keys(environment).find((name) => OURS.has(name));
  if (taken === undefined) return;
  throw new Error(
    `'environment' must not set '${taken}', got '${environment[taken]}': the function gets it from its other properties`,
  );
}
