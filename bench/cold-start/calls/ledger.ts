import { Client } from 'pg';

/** Where and as whom: the environment, as libpq knows it. */
export async function call(): Promise<void> {
  const client = new Client({ ssl: true });
  await client.connect();
  await client.query('select 1');
}
