import { adaptationTable } from '../deploy/adaptation-table';
import { deployExample } from '../deploy/deploy-example';
import { findDeployment } from '../deploy/deployment';
import { writeFlatOutputs } from '../deploy/outputs';
import { requireHeldCode } from '../held-code';
import { findKeptCloud, keepCloud, OUTPUTS_FOLDER } from '../kept-cloud';
import { Steps } from '../terminal/steps';
import { table } from '../terminal/table';

/** Starts what is not running, deploys, and returns: the cloud stays up. */
export async function up(example: string): Promise<number> {
  const steps = new Steps();
  const running = findKeptCloud();
  const deployed = running && findDeployment(running.folder)?.example;
  if (deployed && deployed !== example) {
    throw new Error(`'${deployed}' is up: end it first with 'npm run local -- down'`);
  }
  if (running) requireHeldCode(running.code);
  const cloud = running ?? (await steps.run('Emulated AWS, acquirer, merchant', () => keepCloud()));
  const deployment = await deployExample(steps, cloud, { example });
  const file = writeFlatOutputs(OUTPUTS_FOLDER, deployment.outputs);
  process.stdout.write(`\nDifferent from AWS\n${adaptationTable(deployment.adaptations)}\n\n`);
  const rows = [
    ['Payment API', deployment.apiUrl],
    ['AWS_ENDPOINT_URL', cloud.endpoint],
    ['Acquirer', `https://localhost:${cloud.acquirer.port}`],
    ['Merchant', `https://localhost:${cloud.subscriber.port}`],
    ['Certificate authority', cloud.caFile],
    ['Dashboard', 'npm run local -- dashboard'],
    ...Object.entries(deployment.outputs),
  ];
  process.stdout.write(`${table(['what', 'where'], rows)}\n\nOutputs: ${file}\n`);
  return 0;
}
