import { Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import { requireOneOf, requirePattern } from '../../private/validation';
import type { PaymentApiDomain } from '../payment-rest-api-props';

const { SecurityPolicy } = apigateway;

/** Ours and stricter ones; the rest accept TLS 1.0, or TLS 1.2 without forward secrecy. */
export const SECURITY_POLICY = SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09;
const ALLOWED_POLICIES = [SECURITY_POLICY, SecurityPolicy.TLS13_1_3_2025_09, SecurityPolicy.TLS13_1_3_FIPS_2025_09];

const LOWER_CASE_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** Refuses a name that is no domain name, or one that the zone cannot hold. */
export function requireDomain({ domainName, hostedZone, securityPolicy }: PaymentApiDomain): void {
  requirePattern('domain.domainName', domainName, LOWER_CASE_NAME, 'a full domain name in lower case');
  requireOneOf('domain.securityPolicy', securityPolicy, ALLOWED_POLICIES);
  const { zoneName } = hostedZone;
  if (Token.isUnresolved(domainName) || Token.isUnresolved(zoneName)) return;
  if (domainName === zoneName || domainName.endsWith(`.${zoneName}`)) return;
  throw new Error(
    `'domain.domainName' must lie in the zone '${zoneName}', got '${domainName}': pass the zone of that name as 'domain.hostedZone'`,
  );
}

/** The domain name in front of a stage, and the record that leads there. */
export function addDomain(
  scope: Construct,
  stage: apigateway.Stage,
  { domainName, certificate, hostedZone, securityPolicy }: PaymentApiDomain,
): apigateway.DomainName {
  const domain = new apigateway.DomainName(scope, 'Domain', {
    domainName,
    certificate,
    endpointType: apigateway.EndpointType.REGIONAL,
    securityPolicy: securityPolicy ?? SECURITY_POLICY,
    endpointAccessMode: apigateway.EndpointAccessMode.STRICT,
  });
  domain.addBasePathMapping(stage.restApi, { stage });
  new route53.ARecord(scope, 'AliasRecord', {
    zone: hostedZone,
    recordName: domainName,
    target: route53.RecordTarget.fromAlias(new targets.ApiGatewayDomain(domain)),
  });
  return domain;
}
