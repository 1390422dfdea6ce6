import { accessIn } from '../aws-access';
import { startCloud } from '../cloud';
import { type CloudState, databaseFolder } from '../cloud-state';
import { adaptationTable } from '../deploy/adaptation-table';
import { deployExample } from '../deploy/deploy-example';
import type { Deployment } from '../deploy/deployment';
import { ApiClient } from '../drive/api-client';
import { SETTLES_WITHIN_MS } from '../drive/follow';
import { LedgerReader } from '../drive/ledger-reader';
import { outcomeTable, settlementTable } from '../drive/outcome-table';
import { runScenarios } from '../drive/run-scenarios';
import { runSteps } from '../drive/run-steps';
import { SCENARIOS } from '../drive/scenarios';
import { settleUnresolved } from '../drive/settle-unresolved';
import { STEP_SCENARIOS } from '../drive/step-scenarios';
import { stepTable } from '../drive/step-table';
import { preparePython } from '../emulator/python';
import { ownFolder } from '../own-folder';
import { bookFaults } from '../prove/acquirer-book';
import { sealAndVerify } from '../prove/audit-trail';
import { deliveryFaults } from '../prove/deliveries-once';
import { findLeaks } from '../prove/leaks';
import { brokenInvariants } from '../prove/ledger-invariants';
import type { Everywhere } from '../prove/places';
import { Steps } from '../terminal/steps';

const ALL_WELL =
  '  ledger balanced and as the acquirer has it, one payment a key, outbox empty, each event delivered once, the audit trail verifies, card data nowhere\n';

/** Deploys an example into a cloud of its own, lets payments flow, shows each one's way, and leaves nothing running. */
export async function demo(example: string): Promise<number> {
  const from = Date.now();
  const steps = new Steps();
  await steps.run('Python environment for the emulator', () => preparePython());
  const cloud = await steps.run('Emulated AWS, acquirer, merchant', () => startCloud(ownFolder('demo')));
  try {
    const deployment = await deployExample(steps, cloud.state, { example });
    process.stdout.write(`\nDifferent from AWS\n${adaptationTable(deployment.adaptations)}\n\n`);
    const faults = await pay(steps, cloud.state, deployment);
    const time = `${Math.round((Date.now() - from) / 1000)} s`;
    process.stdout.write(faults === 0 ? `Everything went as stated, in ${time}.\n` : `${faults} faults, in ${time}.\n`);
    return faults === 0 ? 0 : 1;
  } finally {
    await cloud.stop();
  }
}

async function pay(steps: Steps, cloud: CloudState, deployment: Deployment): Promise<number> {
  const { folder, caFile, subscriber } = cloud;
  const client = new ApiClient(deployment, caFile);
  const ledger = new LedgerReader(databaseFolder(folder));
  try {
    const options = { client, ledger, recordFile: subscriber.recordFile, withinMs: SETTLES_WITHIN_MS };
    const outcomes = await steps.run('Post payments and follow each', (note) =>
      runScenarios(options, SCENARIOS, (ended) => note(`${ended} of ${SCENARIOS.length} at their end`)),
    );
    process.stdout.write(`\n${outcomeTable(outcomes)}\n\n`);
    const access = accessIn(deployment.region, cloud);
    const settlements = await steps.run('Ask the acquirer what became of payments that it left open', () =>
      settleUnresolved({ ...options, access }, outcomes),
    );
    process.stdout.write(`\n${settlementTable(settlements)}\n\n`);
    const stepped = await steps.run('Capture, void and refund', () => runSteps(options, STEP_SCENARIOS));
    process.stdout.write(`\n${stepTable(stepped)}\n\n`);
    const faults = await steps.run('Check the ledger, the outbox, the deliveries, and every place for card data', () =>
      findFaults({ access, ledger, folder }, cloud),
    );
    process.stdout.write(faults.length === 0 ? ALL_WELL : faults.map((fault) => `  ✘ ${fault}\n`).join(''));
    return faults.length + [...outcomes, ...settlements, ...stepped].filter((it) => it.faults.length > 0).length;
  } finally {
    await ledger.close();
  }
}

async function findFaults(everywhere: Everywhere, cloud: CloudState): Promise<readonly string[]> {
  const { ledger } = everywhere;
  const leaks = await findLeaks(everywhere);
  const audit = await sealAndVerify(everywhere.access);
  return [
    ...(await brokenInvariants(ledger)),
    ...(await bookFaults(ledger, cloud)),
    ...(await deliveryFaults(ledger, cloud.subscriber.recordFile, SETTLES_WITHIN_MS)),
    ...(audit?.status ? [`the audit trail: ${audit.text}`] : []),
    ...leaks.map(({ place, what, masked }) => `${what} ${masked} in ${place}`),
  ];
}
