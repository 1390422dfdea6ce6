import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentRestApi, type PaymentRestApiProps } from '../../src/payment-rest-api';
import { domain } from './domain';
import { payFunction } from './pay-function';

function setup(props: PaymentRestApiProps) {
  const stack = new Stack();
  const api = new PaymentRestApi(stack, 'Api', props);
  api.addRoute('GET', '/payments/{id}', payFunction(stack));
  return { api, template: () => Template.fromStack(stack) };
}

describe('a domain of your own', () => {
  test('stands in front of the stage, has a record, and closes the default endpoint', () => {
    const { api, template } = setup({ domain: domain() });
    expect(api.url).toBe('https://pay.example.com');
    template().hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: 'pay.example.com',
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'STRICT',
    });
    template().hasResourceProperties('AWS::ApiGateway::BasePathMapping', {
      Stage: { Ref: Match.stringLikeRegexp('Stage') },
    });
    template().hasResourceProperties('AWS::Route53::RecordSet', { Type: 'A', Name: 'pay.example.com.' });
    template().hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true });
  });

  test('leaves the default endpoint open where one says so', () => {
    setup({ domain: domain(), defaultEndpoint: true })
      .template()
      .hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: false });
  });
});
