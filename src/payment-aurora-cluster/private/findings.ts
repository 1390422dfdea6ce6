import * as rds from 'aws-cdk-lib/aws-rds';
import { acknowledge } from '../../private/acknowledge';

const PORT = 'Another port hides nothing: security groups and network ACLs name 5432 and who may use it';
const DESTROYABLE = 'The environment goes with its data; in production the cluster is protected';
const BACKUP =
  'The cluster’s storage is backed up continuously; a backup plan is the account owner’s and selects by tag';

/** Excuses what the packs ask of every cluster and this one answers in another way. */
export function excuseFindings(cluster: rds.DatabaseCluster, destroyable: boolean): void {
  const resource = cluster.node.findChild('Resource');
  acknowledge(resource, { 'AwsSolutions-RDS11': PORT });
  if (destroyable) {
    acknowledge(resource, {
      'AwsSolutions-RDS10': DESTROYABLE,
      'NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled': DESTROYABLE,
      'HIPAA.Security-RDSInstanceDeletionProtectionEnabled': DESTROYABLE,
    });
  }
  for (const instance of cluster.node.findAll().filter((child) => child instanceof rds.CfnDBInstance)) {
    acknowledge(instance, { 'NIST.800.53.R5-RDSInBackupPlan': BACKUP, 'HIPAA.Security-RDSInBackupPlan': BACKUP });
  }
}
