import type { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FUNCTION_ENTRY } from '../contract/assets';
import { FunctionEnvironment } from '../contract/environment';
import { acknowledge } from './acknowledge';
import { functionCode } from './assets';
import { createLogGroup } from './logs';
import { metricsNamespaceOf } from './metrics-namespace';
import { physicalName } from './names';
import { createRole } from './role';
import { grantVpcAccess } from './vpc-access';

export interface BundledFunctionProps {
  /** Folder below `assets/functions`. */
  readonly asset: string;
  /** What the function does, in a sentence that an operator reads in the console. */
  readonly description: string;
  /** What the function is for, in its name. */
  readonly purpose: string;
  readonly timeout: Duration;
  readonly environment?: { [name: string]: string };
  /** Outside of any VPC where absent. */
  readonly vpc?: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
  /** Encrypts the log group; a key is made for it where absent. */
  readonly logEncryptionKey?: kms.IKey;
  readonly logRetention?: logs.RetentionDays;
}

/**
 * A function of this package that serves the deployment and not payments: it rotates, migrates, writes parameters.
 * Its role may write its own log and nothing else; its security group lets out TLS and nothing else.
 */
export class BundledFunction extends Construct implements iam.IGrantable {
  public readonly function: lambda.Function;
  public readonly role: iam.Role;
  public readonly grantPrincipal: iam.IPrincipal;
  /** Absent outside of a VPC. */
  public readonly securityGroup?: ec2.SecurityGroup;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    const { asset, description, purpose, vpc, vpcSubnets, timeout } = props;
    const logGroup = createLogGroup(this, 'LogGroup', {
      purpose,
      encryptionKey: props.logEncryptionKey,
      retention: props.logRetention,
    });
    this.role = createRole(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description,
      purpose,
    });
    this.grantPrincipal = this.role;
    logGroup.grantWrite(this.role);
    if (vpc) {
      grantVpcAccess(this.role);
      this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', { vpc, description, allowAllOutbound: false });
      this.securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'AWS APIs over TLS');
    }
    this.function = new lambda.Function(this, 'Function', {
      functionName: physicalName(this, { type: 'function', purpose, maxLength: 64 }),
      description,
      code: functionCode(asset),
      handler: FUNCTION_ENTRY,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout,
      role: this.role,
      logGroup,
      vpc,
      vpcSubnets,
      securityGroups: this.securityGroup && [this.securityGroup],
      environment: {
        [FunctionEnvironment.SERVICE_NAME]: asset,
        [FunctionEnvironment.METRICS_NAMESPACE]: metricsNamespaceOf(this),
        [FunctionEnvironment.LOG_LEVEL]: 'INFO',
        ...props.environment,
      },
    });
    this.excuseFindings(vpc !== undefined);
  }

  private excuseFindings(inVpc: boolean): void {
    const resource = this.function.node.findChild('Resource');
    const retried =
      'Its caller, a service of AWS, waits for the answer and keeps the failure: nothing is left to a queue';
    const rare = 'It runs a few times a month: concurrency reserved for it would be taken from the payments';
    for (const pack of ['NIST.800.53.R5', 'HIPAA.Security']) {
      acknowledge(resource, { [`${pack}-LambdaDLQ`]: retried, [`${pack}-LambdaConcurrency`]: rare });
    }
    if (inVpc) return;
    const outside = 'It calls APIs of AWS only, over TLS and with its role; in a VPC it would gain a network to reach';
    for (const pack of ['PCI.DSS.321', 'NIST.800.53.R5', 'HIPAA.Security']) {
      acknowledge(resource, { [`${pack}-LambdaInsideVPC`]: outside });
    }
  }
}
