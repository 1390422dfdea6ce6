import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { PaymentRestApi, type PaymentRestApiProps } from '../../src/payment-rest-api';
import { domain } from './domain';

describe('refused', () => {
  const weak = apigateway.SecurityPolicy.TLS_1_2;
  test.each<[string, PaymentRestApiProps, string]>([
    [
      'stageName',
      { stageName: 'a b' },
      "'stageName' must be 1 to 128 letters, digits, hyphens and underscores, got 'a b'",
    ],
    [
      'throttlingRateLimit',
      { throttlingRateLimit: 0 },
      "'throttlingRateLimit' must be 1 to 1000000 requests per second, got 0",
    ],
    [
      'throttlingBurstLimit',
      { throttlingBurstLimit: 0 },
      "'throttlingBurstLimit' must be 1 to 1000000 requests, got 0",
    ],
    [
      'stageVariables',
      { stageVariables: { 'a-b': 'c' } },
      "'stageVariables' must be named by letters, digits and underscores, got 'a-b'",
    ],
    [
      'stage variable',
      { stageVariables: { a: 'b c' } },
      "'stageVariables.a' must be letters, digits and -._~:/?#&=,, got 'b c'",
    ],
    [
      'defaultEndpoint',
      { defaultEndpoint: false },
      "'defaultEndpoint' must be true where there is no 'domain', got false",
    ],
    [
      'domain name',
      { domain: domain({ domainName: 'Pay.example.com' }) },
      "'domain.domainName' must be a full domain name in lower case, got 'Pay.example.com'",
    ],
    [
      'zone',
      { domain: domain({ domainName: 'pay.example.org' }) },
      "'domain.domainName' must lie in the zone 'example.com', got 'pay.example.org'",
    ],
    [
      'security policy',
      { domain: domain({ securityPolicy: weak }) },
      "'domain.securityPolicy' must be one of SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    ],
  ])('fails for a wrong %s', (_, props, message) => {
    expect(() => new PaymentRestApi(new Stack(), 'Api', props)).toThrow(message);
  });
});
