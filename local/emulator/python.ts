import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../process/file-lock';
import { plainEnvironment } from '../process/guarded-process';
import { run } from '../process/run';
import { LOCAL_FOLDER } from '../repository';

const REQUIREMENTS = join(__dirname, 'requirements.txt');
const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const OLDEST = { major: 3, minor: 10 };

const runFile = promisify(execFile);

async function versionOf(python: string): Promise<string | undefined> {
  const script = 'import platform; print(platform.python_version())';
  const answer = await runFile(python, ['-c', script], { env: plainEnvironment() }).catch(() => undefined);
  return answer?.stdout.trim();
}

function isNewEnough(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/** The first Python on the path that can run the emulator. */
export async function findPython(candidates: readonly string[] = CANDIDATES): Promise<string> {
  const found: string[] = [];
  for (const python of candidates) {
    const version = await versionOf(python);
    if (version && isNewEnough(version)) return python;
    if (version) found.push(`${python} is ${version}`);
  }
  throw new Error(
    `Python ${OLDEST.major}.${OLDEST.minor} or newer is needed on the PATH (${
      found.length > 0 ? found.join(', ') : 'there is none'
    }). Install it, for instance with 'apt-get install python3 python3-venv' or 'brew install python'.`,
  );
}

/**
 * A virtual environment, that of the emulator unless told otherwise; made once a checkout, again when the requirements
 * change. Returns its folder. Parallel callers wait for the one that makes it.
 */
export async function preparePython(
  folder: string = join(LOCAL_FOLDER, 'venv'),
  requirementsFile: string = REQUIREMENTS,
): Promise<string> {
  const requirements = readFileSync(requirementsFile, 'utf8');
  const marker = join(folder, 'requirements.txt');
  const isReady = () => existsSync(marker) && readFileSync(marker, 'utf8') === requirements;
  if (isReady()) return folder;
  return withLock(`${folder}.lock`, async () => {
    if (isReady()) return folder;
    const python = await findPython();
    rmSync(folder, { recursive: true, force: true });
    const rest = { environment: plainEnvironment(), logFile: `${folder}.log` };
    await run({ command: python, args: ['-m', 'venv', folder], ...rest });
    const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet'];
    await run({ command: join(folder, 'bin', 'python'), args: [...install, '-r', requirementsFile], ...rest });
    writeFileSync(marker, requirements);
    return folder;
  });
}
