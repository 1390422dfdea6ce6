import { endKeptCloud } from '../kept-cloud';

export async function down(): Promise<number> {
  const ended = await endKeptCloud();
  process.stdout.write(ended ? 'Stopped.\n' : 'Nothing was up.\n');
  return 0;
}
