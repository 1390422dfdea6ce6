import { startDashboardServer } from '../dashboard/dashboard-server';
import { deployed } from './deployed';

/** `dashboard`: serves the page of what is deployed, until it is interrupted. */
export async function dashboard([example]: readonly string[]): Promise<number> {
  const { cloud, deployment } = deployed();
  if (example !== undefined && example !== deployment.example) {
    throw new Error(`'${deployment.example}' is up, not '${example}'`);
  }
  const { url } = await startDashboardServer(cloud);
  process.stdout.write(`${url}\n`);
  return new Promise(() => undefined);
}
