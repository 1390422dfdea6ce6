import { CustomResource, Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct, type IConstruct } from 'constructs';
import { FunctionAsset } from '../contract/assets';
import { MigrateLedgerProperty } from '../contract/database';
import { MigrateLedgerEnvironment } from '../contract/environment';
import { migrationsHash } from '../private/assets';
import { BundledFunction } from '../private/bundled-function';
import { functionSubnets, networkReady, openDatabase } from '../private/database-access';
import { purposeOf } from '../private/names';
import { grantSecretRead } from '../private/secret-access';
import { requirePattern } from '../private/validation';
import type { LedgerMigrationProps } from './ledger-migration-props';

/** A serverless cluster may still be waking up, and an index on a large table takes its time. */
const TIMEOUT = Duration.minutes(14);
const USER = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Applies the versioned SQL migrations of the ledger while the stack is deployed, forward only and under a lock,
 * and makes the users that payments log in as. A migration that fails fails the deployment, and what waits for this
 * construct is not made or changed: old code goes on with the old schema.
 */
export class LedgerMigration extends Construct {
  /** The function that migrates; CloudFormation calls it. */
  public readonly function: lambda.IFunction;

  /** Stands for the migrated ledger: depend on it, or use `runBefore`. */
  public readonly ledger: CustomResource;

  constructor(scope: Construct, id: string, props: LedgerMigrationProps) {
    super(scope, id);
    const { adminSecret, applicationSecrets = [], iamUsers = [], vpc } = props;
    for (const user of iamUsers) {
      requirePattern('iamUsers', user, USER, 'names of at most 63 lower-case letters, digits and underscores each');
    }
    const vpcSubnets = props.vpcSubnets ?? functionSubnets(vpc);
    const migrate = new BundledFunction(this, 'Migrate', {
      asset: FunctionAsset.MIGRATE_LEDGER,
      description: 'Applies the SQL migrations of the ledger, called by CloudFormation',
      purpose: purposeOf(this),
      timeout: TIMEOUT,
      vpc,
      vpcSubnets,
      logEncryptionKey: props.encryptionKey,
      environment: { [MigrateLedgerEnvironment.DATABASE_ADMIN_SECRET_ARN]: adminSecret.secretArn },
    });
    for (const secret of [adminSecret, ...applicationSecrets]) grantSecretRead(migrate, secret);
    this.function = migrate.function;
    this.ledger = new CustomResource(this, 'Ledger', {
      resourceType: 'Custom::LedgerMigration',
      serviceToken: migrate.function.functionArn,
      serviceTimeout: TIMEOUT.plus(Duration.minutes(1)),
      properties: {
        [MigrateLedgerProperty.MIGRATIONS_HASH]: migrationsHash(),
        [MigrateLedgerProperty.APPLICATION_SECRET_ARNS]: applicationSecrets.map(({ secretArn }) => secretArn),
        [MigrateLedgerProperty.IAM_USERS]: iamUsers,
      },
    });
    const rules = migrate.securityGroup
      ? openDatabase(this, migrate.securityGroup, props.database, 'Migration of the ledger')
      : [];
    this.ledger.node.addDependency(...rules, ...networkReady(vpc, vpcSubnets));
  }

  /** Holds back constructs until the ledger is migrated: functions that serve payments, rotations of their users. */
  public runBefore(...constructs: IConstruct[]): void {
    for (const construct of constructs) construct.node.addDependency(this.ledger);
  }
}
