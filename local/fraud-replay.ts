import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { databaseFolder } from './cloud-state';
import { databaseLogins } from './drive/ledger-reader';
import { findKeptCloud } from './kept-cloud';
import { REPOSITORY, TOOLS } from './repository';

const TOOL = join(REPOSITORY, 'tools', 'fraud-replay', 'cli.ts');

/** The ledger of the cloud that is up, in the words of every client of PostgreSQL; nothing where none is, or another is named. */
function ledgerThatIsUp(): NodeJS.ProcessEnv {
  const cloud = process.env.PGHOST === undefined ? findKeptCloud() : undefined;
  const [login] = cloud ? Object.values(databaseLogins(databaseFolder(cloud.folder))) : [];
  if (!cloud || !login) return {};
  return {
    PGHOST: login.host,
    PGPORT: `${login.port}`,
    PGDATABASE: login.database,
    PGUSER: login.user,
    PGPASSWORD: `${login.password}`,
    PGSSLROOTCERT: cloud.caFile,
  };
}

const namesDatabase = process.argv.some((argument) => /^--database(=|$)/.test(argument));
const { status } = spawnSync(
  join(TOOLS, 'tsx'),
  ['--tsconfig', join(REPOSITORY, 'test', 'tsconfig.json'), TOOL, ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, ...(namesDatabase ? {} : ledgerThatIsUp()) } },
);
process.exitCode = status ?? 1;
