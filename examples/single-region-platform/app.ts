import { NamingConvention, PaymentEnvironment } from '@org/payment-constructs';
import { App, type AppProps } from 'aws-cdk-lib';
import { SingleRegionPlatformStack } from './stack';

/** `cdk synth -c environmentSuffix=pr42 -c environment=test` */
export function app(props?: AppProps): App {
  const app = new App(props);
  const environment = PaymentEnvironment.define(app, {
    naming: NamingConvention.of('{resourceType}-{environment}-{environmentSuffix}'),
    project: 'single-region-platform',
  });
  new SingleRegionPlatformStack(app, environment.stackName('single-region-platform'), {
    env: { region: 'us-east-1' },
    description: 'Payment platform in one region: REST API, functions, Aurora ledger, notifications',
  });
  return app;
}

if (require.main === module) app().synth();
