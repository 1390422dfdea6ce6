import { createLedger } from './ledger';

function parametersOf(parameters?: { [name: string]: string }): Record<string, string> {
  const [group] = Object.values(
    createLedger({ parameters }).template().findResources('AWS::RDS::DBClusterParameterGroup'),
  );
  return group.Properties.Parameters;
}

test('TLS is forced, and no statement or value gets into a log or a statistic', () => {
  expect(parametersOf()).toMatchObject({
    'rds.force_ssl': '1',
    ssl_min_protocol_version: 'TLSv1.2',
    password_encryption: 'scram-sha-256',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_min_error_statement: 'fatal',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    'pg_stat_statements.track_utility': '0',
  });
});

test('logins are logged, and no session sits on locks', () => {
  expect(parametersOf()).toMatchObject({
    log_connections: '1',
    log_disconnections: '1',
    log_lock_waits: '1',
    idle_in_transaction_session_timeout: '60000',
  });
});

test('parameters can be added, and those that protect nothing changed', () => {
  const parameters = { work_mem: '16384', log_lock_waits: '0', 'rds.force_ssl': '1' };
  expect(parametersOf(parameters)).toMatchObject({ ...parameters, log_connections: '1' });
});

test.each([
  ['rds.force_ssl', '0', '1'],
  ['ssl_min_protocol_version', 'TLSv1', 'TLSv1.2'],
  ['log_statement', 'ddl', 'none'],
  ['log_min_error_statement', 'error', 'fatal'],
  ['pg_stat_statements.track_utility', '1', '0'],
])('fails when %s is loosened to %s', (name, value, fixed) => {
  expect(() => createLedger({ parameters: { [name]: value } })).toThrow(
    `'parameters' must leave '${name}' at '${fixed}', got '${value}': it protects passwords and card data`,
  );
});
