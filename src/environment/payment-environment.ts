import { Aws, Stack, Tags, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { kebabCase } from './kebab-case';
import { NamingConvention } from './naming-convention';
import type { PaymentEnvironmentProps, PhysicalNameOptions } from './payment-environment-props';
import { settingOf } from './private/environment-settings';
import { IssuedNames } from './private/issued-names';
import { regionShortName } from './private/region-short-name';

const ENVIRONMENT = Symbol.for('@org/payment-constructs.PaymentEnvironment');
const ACCOUNT_LENGTH = 12;
/** The longest region name there is, `us-isof-south-1`. */
const REGION_LENGTH = 15;
/** IAM knows no regions, and bucket names none and no accounts either. */
const TYPES_WITHOUT_REGION = ['role', 'policy', 'bucket'];

/**
 * Suffix, naming convention, tags and the production switch of one deployment, kept on a scope:
 * every construct below finds it there. Without one, CloudFormation names the resources and data is retained.
 */
export class PaymentEnvironment {
  /**
   * Puts an environment on a scope (an app, a stage or a stack), for every construct below it.
   * Fails when a name part is not legal in every physical name, or when the scope has an environment already.
   */
  public static define(scope: IConstruct, props: PaymentEnvironmentProps = {}): PaymentEnvironment {
    if (Reflect.has(scope, ENVIRONMENT)) {
      throw new Error(`scope '${scope.node.path}' must have one PaymentEnvironment, got a second: define it once`);
    }
    const environment = new PaymentEnvironment(scope, props);
    Object.defineProperty(scope, ENVIRONMENT, { value: environment });
    return environment;
  }

  /** The nearest environment at the scope or above it, if there is one. */
  public static of(scope: IConstruct): PaymentEnvironment | undefined {
    for (let current: IConstruct | undefined = scope; current; current = current.node.scope) {
      const environment: unknown = Reflect.get(current, ENVIRONMENT);
      if (environment instanceof PaymentEnvironment) return environment;
    }
    return undefined;
  }

  /** Kind of environment: `{environment}` in names. */
  public readonly environment: string;
  /** What tells two deployments apart: `{environmentSuffix}` in names. */
  public readonly environmentSuffix: string;
  /** Whether data outlives its stack. */
  public readonly production: boolean;
  /** Parameter Store path of the configuration, without a slash at the end. */
  public readonly configurationPath: string;

  readonly #naming: NamingConvention;
  readonly #issued = new IssuedNames();

  private constructor(scope: IConstruct, props: PaymentEnvironmentProps) {
    this.environment = settingOf(scope, 'environment', props.environment);
    this.environmentSuffix = settingOf(
      scope,
      'environmentSuffix',
      props.environmentSuffix,
      process.env.ENVIRONMENT_SUFFIX,
    );
    this.production = props.production ?? false;
    this.#naming = props.naming ?? NamingConvention.of('{resourceType}-{environment}-{environmentSuffix}');
    this.configurationPath = this.#naming._parameterPath(this.environment, this.environmentSuffix);
    const tags = { Environment: this.environment, ...(props.project ? { Project: props.project } : {}), ...props.tags };
    for (const [key, value] of Object.entries(tags)) Tags.of(scope).add(key, value);
  }

  /**
   * Name of a stack.
   *
   * @param purpose what the stack is for, for instance `single-region-platform`
   * @param region needed where the convention names the region
   */
  public stackName(purpose: string, region?: string): string {
    const regionSuffix = region === undefined ? undefined : regionShortName(region);
    return this.#naming._stackName({ ...this.settings(), type: 'stack', purpose, regionSuffix });
  }

  /** Full name of a parameter: the configuration path and the name, for instance `database-endpoint`. */
  public parameterName(name: string): string {
    return `${this.configurationPath}/${name}`;
  }

  /**
   * Physical name of a resource by the naming convention, issued to one construct only.
   * A name that is too long is shortened and given a stable hash. Fails when another construct has the name already.
   */
  public physicalName(scope: IConstruct, options: PhysicalNameOptions): string {
    const purpose = options.purpose ?? kebabCase(scope.node.id);
    const ending = `${options.withAccountAndRegion ? accountAndRegion(scope) : ''}${options.fifo ? '.fifo' : ''}`;
    const endingLength = (options.withAccountAndRegion ? accountAndRegionLength(scope) : 0) + (options.fifo ? 5 : 0);
    const parts = {
      ...this.settings(),
      type: options.resourceType,
      purpose,
      resourceName: options.resourceName,
      regionSuffix: this.regionSuffix(scope),
    };
    const name = this.#naming._resourceName(parts, options.maxLength - endingLength);
    const cased = options.lowerCase ? name.toLowerCase() : name;
    this.#issued.issue(scope, options.resourceType, cased, reachOf(scope, options.resourceType));
    return `${cased}${ending}`;
  }

  private settings() {
    return { environment: this.environment, environmentSuffix: this.environmentSuffix };
  }

  private regionSuffix(scope: IConstruct): string | undefined {
    if (!this.#naming._usesRegion) return undefined;
    const stack = Stack.of(scope);
    if (Token.isUnresolved(stack.region)) {
      throw new Error(
        `the naming convention uses {suffix}, the region's short name, so stack '${stack.node.path}' must have a region, got none: pass env: { region } to the stack`,
      );
    }
    return regionShortName(stack.region);
  }
}

function accountAndRegion(scope: IConstruct): string {
  const stack = Stack.of(scope);
  const account = Token.isUnresolved(stack.account) ? Aws.ACCOUNT_ID : stack.account;
  return `-${account}-${stack.region}`;
}

/** The length that the tokens will have: they are put in by CloudFormation. */
function accountAndRegionLength(scope: IConstruct): number {
  const region = Stack.of(scope).region;
  return ACCOUNT_LENGTH + (Token.isUnresolved(region) ? REGION_LENGTH : region.length) + 2;
}

/** Where a name must be unique; stacks whose region is unknown may be deployed to different ones. */
function reachOf(scope: IConstruct, type: string): string {
  const { account, region, node } = Stack.of(scope);
  if (Token.isUnresolved(region)) return node.path;
  const where = TYPES_WITHOUT_REGION.includes(type) ? '' : region;
  return `${Token.isUnresolved(account) ? '' : account}/${where}`;
}
