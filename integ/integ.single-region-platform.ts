/** Verified against its snapshot without an account (`npx projen integ`); deployable with one. */
import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import type { Stack } from 'aws-cdk-lib';
import { loadExample } from '../examples/synth';

void loadExample('single-region-platform', { context: { environmentSuffix: 'integ' } }).then((app) => {
  const testCases = app.node.children.filter((child): child is Stack => 'templateFile' in child);
  new IntegTest(app, 'SingleRegionPlatform', {
    testCases,
    regions: ['us-east-1'],
    allowDestroy: ['AWS::ApiGateway::Deployment'], // each change of the API makes another
  });
  app.synth();
});
