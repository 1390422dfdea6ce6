import { type IResource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { WatchedPart } from './monitored-part';

/** Ids that say what a construct is and not what it is for: the one around it has the name. */
const PLAIN = /^(Resource|Default|Function|Key|Queue|Table|Cluster|Bucket|Topic|Stage|Service|DeploymentStage\..*)$/;

/** A name for a part: the user's, else the nearest id that says something. */
export function labelOf(construct: IConstruct, given?: string): string {
  if (given !== undefined) {
    if (/^[A-Za-z][\w -]*$/.test(given)) return given;
    throw new Error(`'label' must begin with a letter and have letters, digits, spaces, - and _ only, got '${given}'`);
  }
  let named = construct;
  while (PLAIN.test(named.node.id) && named.node.scope && !Stack.isStack(named.node.scope)) named = named.node.scope;
  return named.node.id;
}

/** Two parts of one label in one section could not be told apart. */
export class UniqueLabels {
  readonly #taken = new Map<string, string>();

  public take({ section, label, path }: WatchedPart): void {
    const key = `${section}/${label}`;
    const other = this.#taken.get(key);
    if (other !== undefined) {
      throw new Error(
        `'label' must be new among ${section}, got '${label}' for ${path} and ${other}: give one a 'label', or its region a 'labelPrefix'`,
      );
    }
    this.#taken.set(key, path);
  }
}

/** A resource of any level. */
export type Located = IConstruct & Pick<IResource, 'env'>;

/** Alarms exist only in the region of their metric. */
export function requireRegion(alarms: IConstruct, resource: Located, prop: string): void {
  const { region } = Stack.of(alarms);
  const its = resource.env.region;
  if (Token.isUnresolved(region) || Token.isUnresolved(its) || region === its) return;
  throw new Error(
    `'${prop}' must be in ${region} like ${alarms.node.path}, got ${its}: make PaymentAlarms in a stack of ${its} and hand it to addRegion()`,
  );
}

/** Alarms tell topics of their own region only. */
export function requireTopicRegion(alarms: IConstruct, topic: Located | undefined, prop: string): void {
  const { region } = Stack.of(alarms);
  const its = topic?.env.region;
  if (its === undefined || Token.isUnresolved(region) || Token.isUnresolved(its) || region === its) return;
  throw new Error(
    `'${prop}' must be a topic in ${region} like ${alarms.node.path}, got one in ${its}: make PaymentAlerts in a stack of ${region}`,
  );
}
