import { PaymentEnvironment } from '@org/payment-constructs';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';

/** A context value, or what lets the app synthesize without one. */
export function setting(scope: Construct, name: string, fallback: string): string {
  return scope.node.tryGetContext(name) ?? fallback;
}

/**
 * The API's own name, `payments-<suffix>.<zone>`; zone and certificate are those of the account:
 * `-c hostedZoneName=pay.example.org -c hostedZoneId=Z… -c certificateId=…`
 */
export function apiDomain(scope: Construct) {
  const zoneName = setting(scope, 'hostedZoneName', 'example.com');
  const hostedZone = route53.HostedZone.fromHostedZoneAttributes(scope, 'Zone', {
    zoneName,
    hostedZoneId: setting(scope, 'hostedZoneId', 'Z0000000000000EXAMPLE'),
  });
  const certificateArn = Stack.of(scope).formatArn({
    service: 'acm',
    resource: 'certificate',
    resourceName: setting(scope, 'certificateId', 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111'),
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  const suffix = PaymentEnvironment.of(scope)?.environmentSuffix;
  return {
    domainName: `payments-${suffix}.${zoneName}`,
    certificate: acm.Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
    hostedZone,
  };
}
