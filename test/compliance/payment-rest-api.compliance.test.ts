import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
import {
  ApiGatewayAccount,
  PaymentRequestModel,
  PaymentRestApi,
  type PaymentRestApiProps,
} from '../../src/payment-rest-api';
import { PaymentWebAcl } from '../../src/payment-web-acl';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

describe.each(surroundings)('in $name', ({ stack }) => {
  function findings(props: (scope: ReturnType<typeof stack>) => PaymentRestApiProps) {
    const scope = stack();
    const api = new PaymentRestApi(scope, 'Api', props(scope));
    const fn = lambda.Function.fromFunctionArn(scope, 'Fn', 'arn:aws:lambda:us-east-1:111122223333:function:pay');
    api.addRoute('POST', '/payments', fn, { requestModel: PaymentRequestModel.PAYMENT_REQUEST });
    api.addRoute('GET', '/payments/{id}', fn);
    return unacknowledged(scope);
  }

  test('an API has no finding', () => {
    expect(findings(() => ({}))).toEqual([]);
  });

  test('an API with a domain and a web ACL has no finding', () => {
    const found = findings((scope) => ({
      webAclArn: new PaymentWebAcl(scope, 'Firewall').webAclArn,
      domain: {
        domainName: 'pay.example.com',
        certificate: acm.Certificate.fromCertificateArn(
          scope,
          'Cert',
          'arn:aws:acm:us-east-1:111122223333:certificate/1',
        ),
        hostedZone: route53.HostedZone.fromHostedZoneAttributes(scope, 'Zone', {
          hostedZoneId: 'Z1',
          zoneName: 'example.com',
        }),
      },
    }));
    expect(found).toEqual([]);
  });

  test('the account role has no finding', () => {
    const scope = stack();
    new ApiGatewayAccount(scope, 'Account');
    expect(unacknowledged(scope)).toEqual([]);
  });
});
