import * as apigateway from 'aws-cdk-lib/aws-apigateway';

/**
 * One JSON object a request, of fields that no client can put text of its own into: no path, query, header or body,
 * where a card number could stand.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function accessLogFormat(): apigateway.AccessLogFormat {
  return apigateway.AccessLogFormat.custom(
    JSON.stringify({
      requestId: '$context.requestId',
      extendedRequestId: '$context.extendedRequestId',
      traceId: '$context.xrayTraceId',
      time: '$context.requestTimeEpoch',
      stage: '$context.stage',
      method: '$context.httpMethod',
      route: '$context.resourcePath',
      protocol: '$context.protocol',
      tlsVersion: '$context.tlsVersion',
      cipherSuite: '$context.cipherSuite',
      sourceIp: '$context.identity.sourceIp',
      caller: '$context.identity.userArn',
      status: '$context.status',
      gatewayResponse: '$context.error.responseType',
      webAclStatus: '$context.wafResponseCode',
      responseLength: '$context.responseLength',
      responseLatencyMs: '$context.responseLatency',
      integrationStatus: '$context.integrationStatus',
      integrationLatencyMs: '$context.integrationLatency',
    }),
  );
}
