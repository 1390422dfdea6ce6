import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { LedgerDatabase } from '../../contract/database';
import { requireDuration, requireOneOf, requirePattern } from '../../private/validation';
import type { PaymentAuroraClusterProps } from '../payment-aurora-cluster-props';

const NAME = /^[a-z][a-z0-9_]{0,62}$/;
const NAME_IN_WORDS = 'at most 63 lower-case letters, digits and underscores, beginning with a letter';
const TIME = '([01]\\d|2[0-3]):[0-5]\\d';
const DAY_AND_TIME = `(mon|tue|wed|thu|fri|sat|sun):${TIME}`;

/** What the database and its users are called. */
export function namesOf(props: PaymentAuroraClusterProps) {
  return {
    databaseName: props.databaseName ?? LedgerDatabase.NAME,
    adminUser: props.adminUser ?? LedgerDatabase.ADMIN_USER,
    applicationUser: props.applicationUser ?? LedgerDatabase.APPLICATION_USER,
  };
}

/** Refuses what RDS would refuse after a quarter of an hour. */
export function validate(props: PaymentAuroraClusterProps): void {
  requireDuration('backupRetention', props.backupRetention, Duration.days(1), Duration.days(35));
  requireOneOf('monitoringInterval', props.monitoringInterval?.toSeconds(), [1, 5, 10, 15, 30, 60]);
  requirePattern('preferredBackupWindow', props.preferredBackupWindow, new RegExp(`^${TIME}-${TIME}$`), 'hh:mm-hh:mm');
  requirePattern(
    'preferredMaintenanceWindow',
    props.preferredMaintenanceWindow,
    new RegExp(`^${DAY_AND_TIME}-${DAY_AND_TIME}$`),
    'ddd:hh:mm-ddd:hh:mm',
  );
  requirePattern('databaseName', props.databaseName, NAME, NAME_IN_WORDS);
  requirePattern('adminUser', props.adminUser, NAME, NAME_IN_WORDS);
  requirePattern('applicationUser', props.applicationUser, NAME, NAME_IN_WORDS);
  const { adminUser, applicationUser } = namesOf(props);
  if (adminUser === applicationUser) {
    throw new Error(`'applicationUser' must be another user than 'adminUser', got '${adminUser}' for both`);
  }
}

/** The user's subnets, else those without a way out, as long as the network has such. Public ones are refused. */
export function databaseSubnets({ vpc, vpcSubnets }: PaymentAuroraClusterProps): ec2.SubnetSelection {
  const { PRIVATE_ISOLATED, PRIVATE_WITH_EGRESS } = ec2.SubnetType;
  const fallback = { subnetType: vpc.isolatedSubnets.length > 0 ? PRIVATE_ISOLATED : PRIVATE_WITH_EGRESS };
  const selection = vpcSubnets ?? fallback;
  if (vpc.selectSubnets(selection).hasPublic) {
    throw new Error(
      "'vpcSubnets' must be isolated or private subnets, got public ones: a ledger has no way from outside",
    );
  }
  return selection;
}
