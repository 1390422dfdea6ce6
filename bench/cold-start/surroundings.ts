import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readMigrations } from '../../handlers/adapters/read-migrations';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import { startAcquirer } from '../../local/acquirer/acquirer-server';
import { CertificateAuthority } from '../../local/certificates/authority';
import { startPostgres } from '../../local/postgres/postgres';
import { ParameterName } from '../../src/contract/parameters';
import { AWS_HOST, startAwsStub } from './aws-stub';

const MIGRATIONS = join(__dirname, '..', '..', 'handlers', 'migrate-ledger', 'migrations');
const ACQUIRER_HOST = 'localhost';
/** As AWS names a database: by it, a function knows whom to trust. */
const DATABASE_HOST = 'ledger.cluster-bench.us-east-1.rds.amazonaws.com';

/** Everything a function meets at its first event. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  /** A folder of its own for the bundles. */
  readonly folder: string;
  /** A token of the acquirer's vault, whose authorizations are approved. */
  cardToken(): string;
  /** Puts what a commit leaves there whose own relay ended before it; fails where what was left before was not relayed. */
  leaveInOutbox(event: PaymentEvent): Promise<void>;
  stop(): Promise<void>;
}

async function startLedger(folder: string, authority: CertificateAuthority) {
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    hostNames: ['localhost', DATABASE_HOST],
    authority,
  });
  const client = new Client(postgres.admin);
  await client.connect();
  await client.query('create schema ledger');
  for (const { sql } of readMigrations(MIGRATIONS)) await client.query(sql);
  return { postgres, client };
}

async function leaveInOutbox(client: Client, event: PaymentEvent): Promise<void> {
  const { rows } = await client.query('select event from ledger.outbox');
  if (rows.length > 0) throw new Error(`the outbox must be empty after a relay, and holds ${rows.length} events`);
  await client.query('insert into ledger.outbox (payment_id, event) values ($1, $2)', [event.paymentId, event]);
}

/** PostgreSQL with the ledger, the simulated acquirer, and stubs of AWS that answer at once. */
export async function startSurroundings(): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const authority = await CertificateAuthority.in(join(folder, 'authority'));
  const { postgres, client } = await startLedger(folder, authority);
  const apiKey = 'bench';
  const acquirer = await startAcquirer({ ...(await authority.issue([ACQUIRER_HOST])), apiKey });
  const { port, user, password, database } = postgres.admin;
  const acquirerUrl = `https://${ACQUIRER_HOST}:${acquirer.port}/`;
  const values = {
    parameters: { [ParameterName.ACQUIRER_URL]: acquirerUrl },
    secrets: {
      ledger: { host: DATABASE_HOST, port, username: user, password, dbname: database },
      acquirer: { apiKey },
    },
  };
  const aws = await startAwsStub(values, await authority.issue([AWS_HOST]));
  const environment = {
    PATH: process.env.PATH ?? '',
    NODE_EXTRA_CA_CERTS: authority.certificateFile,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    POWERTOOLS_SERVICE_NAME: 'bench',
    CONFIGURATION_PATH: '/bench',
    SESSION_TABLE_NAME: 'bench',
    PAYMENT_QUEUE_URL: `${aws.endpoint}/bench`,
    FINGERPRINT_KEY_ID: 'bench',
    ACQUIRER_SECRET_ARN: 'acquirer',
    DATABASE_SECRET_ARN: 'ledger',
    EVENT_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:events',
    NOTIFICATION_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:notifications',
    // for the empty handler
    ACQUIRER_URL: acquirerUrl,
    PGHOST: DATABASE_HOST,
    PGPORT: `${port}`,
    PGUSER: `${user}`,
    PGPASSWORD: `${password}`,
    PGDATABASE: `${database}`,
  };
  return {
    environment,
    folder,
    cardToken: () =>
      acquirer.vault.store({ number: '4242424242424242', cvv: '123', expiryMonth: 12, expiryYear: 2040 }).token,
    leaveInOutbox: (event) => leaveInOutbox(client, event),
    stop: async () => {
      await client.end();
      aws.stop();
      await acquirer.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
