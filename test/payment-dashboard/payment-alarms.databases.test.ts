/** Databases of either kind, with readers and without. */
import type { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ConnectionLimit } from '../../src/payment-dashboard';
import { evaluateExpression } from '../../tools/payment-dashboard/metric-math/evaluate-expression';
import { stateAfter, valueIn } from './metric-math';
import { alarmOf, labelsOf, pageOf } from './page-of';
import type { Adding } from './platform';
import { alarmsOf, bodyOf, metricsOfAlarm } from './synthesized';

describe('a cluster', () => {
  const of =
    (readers: number): Adding =>
    (alarms, stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
      const cluster = new rds.DatabaseCluster(stack, 'Ledger', {
        engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_17_5 }),
        vpc,
        writer: rds.ClusterInstance.serverlessV2('Writer'),
        readers: Array.from({ length: readers }, (_, index) => rds.ClusterInstance.serverlessV2(`Reader${index}`)),
      });
      alarms.addDatabase(cluster, { connectionLimit: ConnectionLimit.of(100) });
    };
  const rolesOf = (template: Template) =>
    metricsOfAlarm(alarmOf(template, 'database-cpu')).map(({ dimensions }) => dimensions.Role);

  test('with readers alarms on the busiest of writer and readers', () => {
    const { template } = pageOf(of(1));
    const alarm = alarmOf(template, 'database-cpu');
    expect(rolesOf(template)).toEqual(['WRITER', 'READER']);
    const [{ Expression }, ...metrics] = alarm.Metrics ?? [];
    const busy = (writer?: number, readers?: number) => {
      const values = [writer, readers];
      const lineOf = (id: string) => values[metrics.findIndex(({ Id }) => Id === id)];
      return evaluateExpression(Expression ?? '', { lineOf, metricIds: [], periodSeconds: 300 });
    };
    expect([busy(81, 10), busy(10, 81), busy(20, 10), busy(81), busy(undefined, 81), busy()]).toEqual([
      ...[81, 81, 20, 81, 81],
      undefined,
    ]);
  });

  test('of a writer alone watches neither readers nor their lag', () => {
    const { chart, template } = pageOf(of(0));
    expect(rolesOf(template)).toEqual(['WRITER']);
    expect([...alarmsOf(template).keys()]).toEqual(['database-cpu', 'database-connections']);
    expect(labelsOf(chart('Processors'))).toEqual(['Ledger writer']);
    const titles = bodyOf(template).widgets.map(({ properties }) => properties.title);
    expect(titles).not.toContain('Replica lag');
  });
});

describe('an instance of RDS with read replicas', () => {
  const instanceOf = (stack: Parameters<Adding>[1], id: string) =>
    rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, id, {
      instanceIdentifier: id.toLowerCase(),
      instanceEndpointAddress: `${id}.example.com`,
      port: 5432,
      securityGroups: [],
    });
  const replicated =
    (...replicas: string[]): Adding =>
    (alarms, stack) =>
      alarms.addDatabaseInstance(instanceOf(stack, 'Ledger'), {
        connectionLimit: ConnectionLimit.provisioned(new ec2.InstanceType('r6g.large')),
        readReplicas: replicas.map((id) => instanceOf(stack, id)),
      });

  test.each([[['Dublin']], [['Dublin', 'Paris']]])('%j: lag is shown in milliseconds, and alarms once', (replicas) => {
    const { chart, template } = pageOf(replicated(...replicas));
    expect(labelsOf(chart('Replica lag'))).toEqual(replicas.map((id) => `Ledger ${id}`));
    const alarm = alarmOf(template, 'database-replica-lag');
    expect(metricsOfAlarm(alarm)).toHaveLength(replicas.length);
    expect(valueIn(alarm, { ReplicaLag: 1 })).toBe(1000);
    expect(stateAfter(alarm, Array(3).fill({ ReplicaLag: 1.1 }))).toBe('ALARM');
  });

  test('without, there is no lag', () => {
    expect(alarmsOf(pageOf(replicated()).template).has('database-replica-lag')).toBe(false);
  });
});
