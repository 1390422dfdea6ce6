import { type NameParts, render, requirePlaceholders } from './private/name-template';

const RESOURCE_PLACEHOLDERS = ['resourceType', 'resourceName', 'purpose', 'environment', 'environmentSuffix', 'suffix'];
const STACK_PLACEHOLDERS = RESOURCE_PLACEHOLDERS;
const PATH_PLACEHOLDERS = ['environment', 'environmentSuffix'];

/** Names that follow a pattern of their own. */
export interface NamingConventionOptions {
  /**
   * Template of stack names, for instance `TapStack{environmentSuffix}`.
   *
   * @default - the template of all other names
   */
  readonly stackName?: string;

  /**
   * Template of the Parameter Store path below which an environment keeps its configuration:
   * begins with a slash, ends without one, takes `{environment}` and `{environmentSuffix}`.
   *
   * @default '/payment/{environment}-{environmentSuffix}'
   */
  readonly parameterPath?: string;
}

/**
 * How physical names are put together, as a value that is handed to `PaymentEnvironment`.
 *
 * Placeholders: `{resourceType}`, `{resourceName}`, `{purpose}`, `{environment}`, `{environmentSuffix}`, and
 * `{suffix}` for the region's short name (`euc2`, `use1`).
 * Where neither `{purpose}` nor `{resourceName}` is used, `{resourceType}` becomes purpose and type together, so that
 * two queues still have two names: `validate-payment-function`.
 */
export class NamingConvention {
  /**
   * A convention from a template. `{environmentSuffix}` is required, since it keeps two deployments apart;
   * so is one of `{resourceType}`, `{resourceName}` and `{purpose}`.
   *
   * @param template for instance `{resourceType}-{environment}-{environmentSuffix}`
   */
  public static of(template: string, options: NamingConventionOptions = {}): NamingConvention {
    requirePlaceholders('template', template, RESOURCE_PLACEHOLDERS, [
      ['environmentSuffix'],
      ['resourceType', 'resourceName', 'purpose'],
    ]);
    const stackName = options.stackName ?? template;
    requirePlaceholders('stackName', stackName, STACK_PLACEHOLDERS, [['environmentSuffix']]);
    const path = options.parameterPath ?? '/payment/{environment}-{environmentSuffix}';
    requirePlaceholders('parameterPath', path, PATH_PLACEHOLDERS, [['environmentSuffix']]);
    if (!/^(\/[\w.{}-]+)+$/.test(path)) {
      throw new Error(`'parameterPath' must begin with a slash and end without one, got '${path}'`);
    }
    return new NamingConvention(template, stackName, path);
  }

  private constructor(
    private readonly template: string,
    private readonly stackTemplate: string,
    private readonly pathTemplate: string,
  ) {}

  /** @internal */
  public _resourceName(parts: NameParts, maxLength: number): string {
    return render(this.template, parts, maxLength);
  }

  /** @internal */
  public _stackName(parts: NameParts): string {
    if (this.stackTemplate.includes('{suffix}') && parts.regionSuffix === undefined) {
      throw new Error(
        `'region' must be given for the stack '${parts.purpose}', got none: the template '${this.stackTemplate}' names the region by {suffix}`,
      );
    }
    return render(this.stackTemplate, parts, 128);
  }

  /** @internal */
  public _parameterPath(environment: string, environmentSuffix: string): string {
    return render(this.pathTemplate, { environment, environmentSuffix, type: '', purpose: '' }, 900);
  }

  /** @internal */
  public get _usesRegion(): boolean {
    return this.template.includes('{suffix}');
  }
}
