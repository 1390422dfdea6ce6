import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { acknowledge } from '../../private/acknowledge';

const PACKS = ['PCI.DSS.321', 'NIST.800.53.R5', 'HIPAA.Security'];

/** Findings about a stage that the design of the API has answered. */
export function excuseStage(stage: apigateway.Stage, hasWebAcl: boolean): void {
  const resource = stage.node.findChild('Resource');
  for (const pack of PACKS) {
    acknowledge(resource, {
      [`${pack}-APIGWCacheEnabledAndEncrypted`]: 'A cache would keep answers about payments and show them to others',
      [`${pack}-APIGWSSLEnabled`]:
        'Functions are called through the API of Lambda, over TLS and by permission: no client certificate is looked at',
    });
  }
  if (hasWebAcl) return;
  const signed =
    'Callers are known: a request without authorization, over the limit or out of shape ends at the gateway; `webAclArn` adds a web ACL';
  acknowledge(resource, { 'AwsSolutions-APIG3': signed });
  for (const pack of ['PCI.DSS.321', 'NIST.800.53.R5']) {
    acknowledge(resource, { [`${pack}-APIGWAssociatedWithWAF`]: signed });
  }
}

/** Callers are systems, not people. */
export function excuseMethod(method: apigateway.Method): void {
  acknowledge(method.node.findChild('Resource'), {
    'AwsSolutions-COG4':
      'Callers are systems that sign with IAM or pass the authorizer of the API; user pools are for people',
  });
}
