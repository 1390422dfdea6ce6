import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { PaymentConfiguration, SecureStringParameter } from '../../src/payment-configuration';
import { createRole } from '../../src/private/role';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a configuration has no finding in $name', ({ stack }) => {
  const scope = stack();
  const secret = secretsmanager.Secret.fromSecretCompleteArn(
    scope,
    'Secret',
    'arn:aws:secretsmanager:us-east-1:111122223333:secret:webhook-AbCdEf',
  );
  const configuration = new PaymentConfiguration(scope, 'Configuration');
  configuration.addFeatureFlags({ fraudScoring: true });
  configuration.addParameter('api-url', 'https://api.example.com');
  configuration.addSecureString('webhook-signing-key', secret);
  const assumedBy = new iam.ServicePrincipal('lambda.amazonaws.com');
  configuration.grantReadSecure(createRole(scope, 'Role', { assumedBy, description: 'Reads' }));
  new SecureStringParameter(scope, 'ApiKey', { parameterName: '/shop/api-key', secret });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});
