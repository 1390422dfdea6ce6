import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { PaymentEnvironment } from '../environment';
import { createKey } from '../private/keys';
import { createLogGroup } from '../private/logs';
import { physicalName, purposeOf } from '../private/names';
import { requireOneOf, requirePattern, requireRange } from '../private/validation';
import type { PaymentRestApiProps } from './payment-rest-api-props';
import type { PaymentRouteOptions } from './payment-route';
import { accessLogFormat } from './private/access-log-format';
import { addDomain, requireDomain, SECURITY_POLICY } from './private/custom-domain';
import { excuseMethod, excuseStage } from './private/findings';
import { answerWithProblems } from './private/gateway-responses';
import { RequestModels } from './private/request-models';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];
const STEPS = ['capture', 'void', 'refunds'];
const KEY_HEADER = 'method.request.header.Idempotency-Key';

/**
 * A regional REST API for payments: signed requests, checked for their shape, throttled, logged without anything a client
 * could hide a card number in, and answered with problem details (RFC 9457) also where the gateway itself says no.
 *
 * API Gateway writes logs by a role that is set once per account and region: `ApiGatewayAccount`.
 */
export class PaymentRestApi extends Construct {
  /** The API. */
  public readonly restApi: apigateway.RestApi;
  /** Its only stage. */
  public readonly stage: apigateway.Stage;
  /** Where clients reach the API, without a slash at the end. */
  public readonly url: string;
  /** One line a request. */
  public readonly accessLogGroup: logs.ILogGroup;
  /** The domain name of your own, if there is one. */
  public readonly domainName?: apigateway.DomainName;

  readonly #validator: apigateway.RequestValidator;
  readonly #models: RequestModels;
  readonly #authorizer?: apigateway.IAuthorizer;
  readonly #routes = new Set<string>();

  constructor(scope: Construct, id: string, props: PaymentRestApiProps = {}) {
    super(scope, id);
    check(props);
    const encryptionKey =
      props.encryptionKey ??
      createKey(this, 'LogKey', {
        description: `Encrypts the logs of ${this.node.path}`,
        purpose: purposeOf(this, 'log'),
        removalPolicy: props.removalPolicy,
      });
    const log = {
      encryptionKey,
      retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
      removalPolicy: props.removalPolicy,
    };
    this.accessLogGroup = createLogGroup(this, 'AccessLog', { ...log, purpose: purposeOf(this, 'access') });
    const stageName = props.stageName ?? this.defaultStageName();
    this.restApi = this.createApi(stageName, props);
    this.stage = this.restApi.deploymentStage;
    const executionLog = createLogGroup(this, 'ExecutionLog', {
      ...log,
      logGroupName: `API-Gateway-Execution-Logs_${this.restApi.restApiId}/${stageName}`,
    });
    this.stage.node.addDependency(executionLog); // else API Gateway makes it, unencrypted and for ever
    answerWithProblems(this.restApi);
    this.#models = new RequestModels(this.restApi);
    this.#validator = this.restApi.addRequestValidator('Validator', {
      requestValidatorName: physicalName(this, { type: 'request-validator', maxLength: 128 }),
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    this.#authorizer = props.authorizer;
    if (props.domain) this.domainName = addDomain(this, this.stage, props.domain);
    this.url = props.domain ? `https://${props.domain.domainName}` : this.restApi.url.replace(/\/$/, '');
    if (props.webAclArn) {
      new wafv2.CfnWebACLAssociation(this, 'WebAcl', { resourceArn: this.stage.stageArn, webAclArn: props.webAclArn });
    }
    excuseStage(this.stage, props.webAclArn !== undefined);
  }

  /**
   * Sends one method of one path to a function, which may be called by this method only.
   *
   * @param method `GET`, `HEAD`, `POST`, `PUT`, `PATCH` or `DELETE`
   * @param path begins with a slash, with parameters in braces: `/payments/{id}`
   */
  public addRoute(
    method: string,
    path: string,
    fn: lambda.IFunction,
    options: PaymentRouteOptions = {},
  ): apigateway.Method {
    requireOneOf('method', method, METHODS);
    requirePattern('path', path, /^(\/([\w.-]+|\{\w+\}))+$/, 'a path such as /payments/{id}');
    if (this.#routes.has(`${method} ${path}`)) {
      throw new Error(`'path' must be new for its method, got '${method} ${path}' again: add each route once`);
    }
    this.#routes.add(`${method} ${path}`);
    const authorizer = options.authorizer ?? this.#authorizer;
    const added = this.restApi.root
      .resourceForPath(path)
      .addMethod(method, new apigateway.LambdaIntegration(fn, { proxy: true, allowTestInvoke: false }), {
        authorizer,
        authorizationType: authorizer?.authorizationType ?? apigateway.AuthorizationType.IAM,
        requestValidator: this.#validator,
        requestParameters: (options.idempotent ?? WRITES.includes(method)) ? { [KEY_HEADER]: true } : undefined,
        requestModels: options.requestModel && { 'application/json': this.#models.modelOf(options.requestModel) },
      });
    excuseMethod(added);
    return added;
  }

  /**
   * Sends what can be done to a payment to one function, as `StepPaymentFunction` answers it: `POST` to `/capture`, `/void` and
   * `/refunds` below the payment.
   *
   * @param path path of a payment, with its parameter `id`
   */
  public addStepRoutes(fn: lambda.IFunction, path: string = '/payments/{id}'): void {
    for (const step of STEPS) this.addRoute('POST', `${path}/${step}`, fn);
  }

  /**
   * Lets a principal send signed requests.
   *
   * @param grantee who may call
   * @param method one method; all where absent
   * @param path one path, with `*` for parameters; all where absent
   */
  public grantInvoke(grantee: iam.IGrantable, method?: string, path?: string): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['execute-api:Invoke'],
      resourceArns: [this.restApi.arnForExecuteApi(method, path, this.stage.stageName)],
    });
  }

  /** Requests; sum over five minutes. */
  public metricCount(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.stage.metricCount(options);
  }

  /** Requests that were refused for what they are; sum over five minutes. */
  public metricClientError(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.stage.metricClientError(options);
  }

  /** Requests that failed on our side; sum over five minutes. */
  public metricServerError(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.stage.metricServerError(options);
  }

  /** Milliseconds from request to answer; average over five minutes unless `statistic` says otherwise. */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.stage.metricLatency(options);
  }

  /** Milliseconds of the function behind a request; average over five minutes unless `statistic` says otherwise. */
  public metricIntegrationLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.stage.metricIntegrationLatency(options);
  }

  private defaultStageName(): string {
    const environment = PaymentEnvironment.of(this);
    return environment ? `${environment.environment}-${environment.environmentSuffix}` : 'live';
  }

  private createApi(stageName: string, props: PaymentRestApiProps): apigateway.RestApi {
    const rate = props.throttlingRateLimit ?? 1000;
    const api = new apigateway.RestApi(this, 'Resource', {
      restApiName: physicalName(this, { type: 'api', maxLength: 128 }),
      description: props.description ?? 'Payment API',
      endpointTypes: [apigateway.EndpointType.REGIONAL],
      disableExecuteApiEndpoint: !(props.defaultEndpoint ?? props.domain === undefined),
      cloudWatchRole: false,
      deployOptions: {
        stageName,
        variables: props.stageVariables,
        throttlingRateLimit: rate,
        throttlingBurstLimit: props.throttlingBurstLimit ?? Math.ceil(rate / 2),
        tracingEnabled: true,
        metricsEnabled: true,
        loggingLevel: apigateway.MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        cachingEnabled: false,
        accessLogDestination: new apigateway.LogGroupLogDestination(this.accessLogGroup),
        accessLogFormat: accessLogFormat(),
      },
    });
    api.node.tryRemoveChild('Endpoint'); // the L2's own output: a stack's outputs are its user's choice
    const resource = api.node.defaultChild;
    if (resource instanceof apigateway.CfnRestApi) {
      resource.securityPolicy = SECURITY_POLICY;
      resource.endpointAccessMode = apigateway.EndpointAccessMode.STRICT;
    }
    return api;
  }
}

function check(props: PaymentRestApiProps): void {
  requirePattern('stageName', props.stageName, /^[\w-]{1,128}$/, '1 to 128 letters, digits, hyphens and underscores');
  requireRange('throttlingRateLimit', props.throttlingRateLimit, 1, 1_000_000, 'requests per second');
  requireRange('throttlingBurstLimit', props.throttlingBurstLimit, 1, 1_000_000, 'requests');
  for (const [name, value] of Object.entries(props.stageVariables ?? {})) {
    requirePattern('stageVariables', name, /^\w+$/, 'named by letters, digits and underscores');
    requirePattern(`stageVariables.${name}`, value, /^[\w\-.~:/?#&=,]+$/, 'letters, digits and -._~:/?#&=,');
  }
  if (props.domain) requireDomain(props.domain);
  else if (props.defaultEndpoint === false) {
    throw new Error(`'defaultEndpoint' must be true where there is no 'domain', got false: nobody could reach the API`);
  }
}
