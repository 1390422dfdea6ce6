import { Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { kebabCase } from '../../environment/kebab-case';
import { networkName, tagName } from './name-tags';

export interface EndpointSettings {
  readonly vpc: ec2.Vpc;
  readonly cidr: string;
  readonly subnets: ec2.SubnetSelection;
}

/** Nobody carries data out with credentials of another account: only principals of this one pass. */
function accountOnly(scope: Construct): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.AnyPrincipal()],
    actions: ['*'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:PrincipalAccount': Stack.of(scope).account } },
  });
}

/**
 * Custom resources whose function runs in the VPC answer to a bucket of CloudFormation, with a URL that another account signed:
 * without this the deployment would wait for an hour and fail.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html
 */
function customResourceAnswers(scope: Construct): iam.PolicyStatement {
  const { partition, region } = Stack.of(scope);
  const shortRegion = Fn.join('', Fn.split('-', region));
  return new iam.PolicyStatement({
    principals: [new iam.AnyPrincipal()],
    actions: ['s3:PutObject'],
    resources: [`arn:${partition}:s3:::cloudformation-custom-resource-response-${shortRegion}/*`],
  });
}

/**
 * Image layers lie in a bucket of ECR, read with a URL that another account signed.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function imageLayers(scope: Construct): iam.PolicyStatement {
  const { partition, region } = Stack.of(scope);
  return new iam.PolicyStatement({
    principals: [new iam.AnyPrincipal()],
    actions: ['s3:GetObject'],
    resources: [`arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`],
  });
}

export function isS3(service: ec2.GatewayVpcEndpointAwsService): boolean {
  return shortName(service) === 's3';
}

/** `com.amazonaws.us-east-1.dynamodb` is `dynamodb`. */
function shortName(service: ec2.GatewayVpcEndpointAwsService): string {
  return service.name.split('.').pop() ?? service.name;
}

/** Pulling images needs the bucket that holds their layers. */
export function isImageRegistry(service: ec2.IInterfaceVpcEndpointService): boolean {
  return service instanceof ec2.InterfaceVpcEndpointAwsService && service.shortName === 'ecr.dkr';
}

/** `secretsmanager` becomes `Secretsmanager`, `ecr.api` becomes `EcrApi`. */
export function endpointId(serviceName: string): string {
  const words = serviceName.split(/[^a-zA-Z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Routes of the private tier to a service; the other tiers get none. */
export function gatewayEndpoint(
  network: Construct,
  service: ec2.GatewayVpcEndpointAwsService,
  settings: EndpointSettings,
): ec2.GatewayVpcEndpoint {
  const endpoint = new ec2.GatewayVpcEndpoint(network, `${endpointId(shortName(service))}Endpoint`, {
    vpc: settings.vpc,
    service,
    subnets: [settings.subnets],
  });
  tagName(endpoint, networkName(network, 'endpoint', shortName(service)));
  endpoint.addToPolicy(accountOnly(network));
  if (isS3(service)) endpoint.addToPolicy(customResourceAnswers(network));
  return endpoint;
}

/** A service inside the private tier, for callers of this VPC and account. */
export function interfaceEndpoint(
  network: Construct,
  id: string,
  service: ec2.IInterfaceVpcEndpointService,
  settings: EndpointSettings,
): ec2.InterfaceVpcEndpoint {
  const securityGroup = new ec2.SecurityGroup(network, `${id}SecurityGroup`, {
    vpc: settings.vpc,
    securityGroupName: networkName(network, 'security-group', `${kebabCase(id)}-endpoint`),
    description: `${id} endpoint: TLS from the VPC`,
    allowAllOutbound: false,
  });
  securityGroup.addIngressRule(ec2.Peer.ipv4(settings.cidr), ec2.Port.tcp(443), 'TLS from the VPC');
  const endpoint = new ec2.InterfaceVpcEndpoint(network, `${id}Endpoint`, {
    vpc: settings.vpc,
    service,
    subnets: settings.subnets,
    privateDnsEnabled: true,
    open: false,
    securityGroups: [securityGroup],
  });
  tagName(endpoint, networkName(network, 'endpoint', kebabCase(id)));
  endpoint.addToPolicy(accountOnly(network));
  return endpoint;
}
