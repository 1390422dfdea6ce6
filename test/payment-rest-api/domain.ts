import { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { PaymentApiDomain } from '../../src/payment-rest-api';

/** A domain name with its certificate and zone. */
export function domain(more: Partial<PaymentApiDomain> = {}): PaymentApiDomain {
  const stack = new Stack();
  return {
    domainName: 'pay.example.com',
    certificate: acm.Certificate.fromCertificateArn(stack, 'Cert', 'arn:aws:acm:eu-west-1:111122223333:certificate/1'),
    hostedZone: route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z1',
      zoneName: 'example.com',
    }),
    ...more,
  };
}
