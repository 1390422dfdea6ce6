import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FunctionEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { configurationPathOf } from '../private/configuration-path';
import { createKey } from '../private/keys';
import { createLogGroup } from '../private/logs';
import { metricsNamespaceOf } from '../private/metrics-namespace';
import { physicalName, purposeOf } from '../private/names';
import { createRole } from '../private/role';
import { requireDuration, requireOneOf, requirePattern, requireRange } from '../private/validation';
import { grantVpcAccess } from '../private/vpc-access';
import { grantWildcard } from '../private/wildcard';
import { FailureDestination, type FailureDestinationConfig } from './failure-destination';
import type { PaymentFunctionProps } from './payment-function-props';
import { codeOf } from './private/code';
import { excuse } from './private/findings';
import { grantSend } from './private/grants';
import { paymentMetric } from './private/payment-metric';
import { requireOwnVariables } from './private/variables';

/**
 * A Lambda function in the payment path: bundled code or your own, arm64, traced, its log encrypted and kept for a while,
 * with a role of its own that may do what it was granted, and in a VPC with a security group of its own that lets out HTTPS
 * and what it was connected to.
 */
export class PaymentFunction extends Construct implements iam.IGrantable, ec2.IConnectable {
  /** The function. */
  public readonly function: lambda.Function;
  /** Role that the function runs as: no policy of AWS's, none inline. */
  public readonly role: iam.Role;
  /** The role. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** Log of the function. */
  public readonly logGroup: logs.ILogGroup;
  /** Encrypts the log and the function's own dead letters. */
  public readonly encryptionKey: kms.IKey;
  /** Parameter Store path of the function's configuration. */
  public readonly configurationPath: string;
  /** Name in logs, metrics and traces. */
  public readonly serviceName: string;
  /** Where failed events wait, if there is such a queue. */
  public readonly deadLetterQueue?: sqs.IQueue;
  /** Security group of the function; absent outside of a VPC. */
  public readonly securityGroup?: ec2.ISecurityGroup;

  constructor(scope: Construct, id: string, props: PaymentFunctionProps) {
    super(scope, id);
    const runnable = codeOf(props);
    check(props);
    this.serviceName = props.serviceName ?? props.bundle ?? purposeOf(this);
    this.configurationPath = props.configurationPath ?? configurationPathOf(this);
    this.encryptionKey =
      props.encryptionKey ?? createKey(this, 'Key', { description: `Encrypts the log of ${this.node.path}` });
    const logGroup = createLogGroup(this, 'LogGroup', {
      retention: props.logRetention,
      encryptionKey: this.encryptionKey,
    });
    this.logGroup = logGroup;
    const destination = props.failureDestination ?? FailureDestination.deadLetterQueue();
    const failure = destination.bind(this, this.encryptionKey);
    this.deadLetterQueue = failure.deadLetterQueue;
    const tracing = props.tracing ?? lambda.Tracing.ACTIVE;
    this.role = this.createRole(logGroup, props, tracing);
    this.grantPrincipal = this.role;
    this.securityGroup = this.createSecurityGroup(props);
    this.function = new lambda.Function(this, 'Resource', {
      ...runnable,
      functionName: physicalName(this, { type: 'function', maxLength: 64 }),
      description: props.description,
      architecture: props.architecture ?? lambda.Architecture.ARM_64,
      memorySize: props.memorySize ?? 512,
      timeout: props.timeout ?? Duration.seconds(30),
      reservedConcurrentExecutions: props.reservedConcurrency,
      role: this.role,
      logGroup,
      tracing,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      securityGroups: this.securityGroup && [this.securityGroup],
      deadLetterQueue: failure.deadLetterQueue,
      onFailure: failure.onFailure,
      environment: { ...props.environment, ...this.ownVariables(props) },
    });
    this.letSendDeadLetters(failure);
    excuse(this.function.node.findChild('Resource'), {
      inVpc: props.vpc !== undefined,
      reservedConcurrency: props.reservedConcurrency !== undefined,
      reasonForNoQueue: failure.reasonForNoQueue,
    });
  }

  /** What the function may reach, and who may reach it. Fails outside of a VPC, where there is nothing to connect. */
  public get connections(): ec2.Connections {
    return this.function.connections;
  }

  /** Lets a principal call the function. */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.function.grantInvoke(grantee);
  }

  /** Makes the function consume from a source of events. */
  public addEventSource(source: lambda.IEventSource): void {
    this.function.addEventSource(source);
  }

  /** A metric of the function by its name in `AWS/Lambda`. */
  public metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.function.metric(metricName, options);
  }

  /** Runs that ended in an error; sum over five minutes. */
  public metricErrors(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.function.metricErrors(options);
  }

  /** Runs; sum over five minutes. */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.function.metricInvocations(options);
  }

  /** Milliseconds a run took; average over five minutes. */
  public metricDuration(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.function.metricDuration(options);
  }

  /** Runs that were refused because of the limit on concurrency; sum over five minutes. */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.function.metricThrottles(options);
  }

  /** Runs at the same time; maximum over five minutes. */
  public metricConcurrentExecutions(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('ConcurrentExecutions', { statistic: 'Maximum', ...options });
  }

  /** Runs that waited for their environment to be initialized, as the bundled code counts them; sum over five minutes. */
  public metricColdStarts(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.COLD_START, 'Sum', options);
  }

  /**
   * Variables that the function's code reads, as `src/contract` names them.
   * @internal
   */
  public _setVariables(variables: { [name: string]: string | undefined }): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) this.function.addEnvironment(name, value);
    }
  }

  private ownVariables(props: PaymentFunctionProps): { [name: string]: string } {
    const own = {
      [FunctionEnvironment.SERVICE_NAME]: this.serviceName,
      [FunctionEnvironment.METRICS_NAMESPACE]: metricsNamespaceOf(this),
      [FunctionEnvironment.LOG_LEVEL]: props.logLevel ?? 'INFO',
      [FunctionEnvironment.CONFIGURATION_PATH]: this.configurationPath,
    };
    requireOwnVariables(props.environment);
    return own;
  }

  private createRole(logGroup: logs.LogGroup, props: PaymentFunctionProps, tracing: lambda.Tracing): iam.Role {
    const role = createRole(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `Runs the function ${this.serviceName}`,
    });
    logGroup.grantWrite(role);
    if (props.vpc) grantVpcAccess(role);
    if (tracing !== lambda.Tracing.DISABLED) {
      grantWildcard(
        role,
        ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        '*',
        'X-Ray has no resource level for writing traces',
      );
    }
    return role;
  }

  private createSecurityGroup({ vpc, httpsEgress }: PaymentFunctionProps): ec2.SecurityGroup | undefined {
    if (!vpc) return undefined;
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      securityGroupName: physicalName(this, { type: 'security-group', maxLength: 255 }),
      description: `Function ${this.serviceName}`,
      allowAllOutbound: false,
    });
    for (const peer of httpsEgress ?? [ec2.Peer.anyIpv4()]) {
      group.addEgressRule(peer, ec2.Port.tcp(443), 'HTTPS to AWS and to the acquirer');
    }
    return group;
  }

  private letSendDeadLetters({ deadLetterQueue }: FailureDestinationConfig): void {
    if (deadLetterQueue) grantSend(this.role, deadLetterQueue);
  }
}

function check({ vpc, vpcSubnets, httpsEgress, ...props }: PaymentFunctionProps): void {
  requireRange('memorySize', props.memorySize, 128, 10_240, 'MB');
  requireDuration('timeout', props.timeout, Duration.seconds(1), Duration.minutes(15));
  requireRange('reservedConcurrency', props.reservedConcurrency, 1, 100_000);
  requireOneOf('logLevel', props.logLevel, ['DEBUG', 'INFO', 'WARN', 'ERROR']);
  requirePattern(
    'configurationPath',
    props.configurationPath,
    /^(\/[\w.-]+)+$/,
    'a Parameter Store path that begins with a slash and ends without one',
  );
  for (const [prop, value] of Object.entries({ vpcSubnets, httpsEgress })) {
    if (value !== undefined && !vpc) {
      throw new Error(`'${prop}' must be left out where 'vpc' is not given: add 'vpc', or leave '${prop}' out`);
    }
  }
}
