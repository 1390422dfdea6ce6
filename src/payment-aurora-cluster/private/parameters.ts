import { RemovalPolicy } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';

/** Fixed: TLS is forced, and no statement gets into a log or a statistic, since some carry passwords or card data. */
const FIXED: { [name: string]: string } = {
  'rds.force_ssl': '1',
  ssl_min_protocol_version: 'TLSv1.2',
  password_encryption: 'scram-sha-256',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  // The highest level that Aurora takes: a statement that fails is named by its error, not quoted.
  log_min_error_statement: 'fatal',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  'pg_stat_statements.track_utility': '0',
};

/** Who logged in and out, what waited; and no session may sit on locks. */
const DEFAULTS: { [name: string]: string } = {
  log_connections: '1',
  log_disconnections: '1',
  log_lock_waits: '1',
  idle_in_transaction_session_timeout: '60000',
};

/**
 * The cluster's own parameter group: one that AWS owns can neither be changed nor relied on.
 * CloudFormation names it: the next major version is another family, and needs a second group beside the first.
 */
export function createParameterGroup(
  scope: Construct,
  engine: rds.IClusterEngine,
  parameters: { [name: string]: string },
  retained: boolean,
): rds.ParameterGroup {
  for (const [name, value] of Object.entries(parameters)) {
    const fixed = FIXED[name];
    if (fixed === undefined || fixed === value) continue;
    throw new Error(
      `'parameters' must leave '${name}' at '${fixed}', got '${value}': it protects passwords and card data`,
    );
  }
  return new rds.ParameterGroup(scope, 'Parameters', {
    engine,
    description: `Forces TLS and keeps statements out of the logs of ${scope.node.path}`,
    parameters: { ...DEFAULTS, ...parameters, ...FIXED },
    removalPolicy: retained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
