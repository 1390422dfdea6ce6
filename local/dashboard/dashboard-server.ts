import { pageWith } from '../../tools/payment-dashboard/page-file';
import { type SiteServer, serve } from '../../tools/payment-dashboard/serve';
import type { CloudState } from '../cloud-state';
import { type Choice, LiveDashboards } from './live-dashboards';

const REFRESH_SECONDS = 5;
const MINUTES_MAX = 24 * 60;
const SECONDS_MAX = 3600;

const AT_FIRST = { rangeMinutes: 15, pointSeconds: 60 };

/** Serves the dashboards of what is deployed in a cloud; states such as the depth of queues are looked at while it runs. */
export async function startDashboardServer(cloud: CloudState, port = 0): Promise<SiteServer> {
  const dashboards = new LiveDashboards(cloud);
  const all = await dashboards.read();
  if (all.length === 0) throw new Error('the example has no dashboard: nothing to show');
  const server = await serve(
    {
      page: async () => pageWith({ views: [await dashboards.view(AT_FIRST)], refreshSeconds: REFRESH_SECONDS }),
      view: (query) => dashboards.view(choiceIn(query)),
    },
    port,
  );
  // what it cannot see now it sees the next time, or says so to who looks
  const looking = setInterval(() => dashboards.measure().catch(() => undefined), REFRESH_SECONDS * 1000);
  return {
    url: server.url,
    stop: () => {
      clearInterval(looking);
      return server.stop();
    },
  };
}

function choiceIn(query: URLSearchParams): Choice {
  return {
    dashboard: query.get('dashboard') ?? undefined,
    rangeMinutes: numberIn(query, 'range', 1, MINUTES_MAX),
    pointSeconds: numberIn(query, 'point', 0, SECONDS_MAX),
  };
}

function numberIn(query: URLSearchParams, name: string, from: number, to: number): number {
  const number = Number(query.get(name) ?? Number.NaN);
  if (Number.isInteger(number) && number >= from && number <= to) return number;
  throw new Error(`'${name}' must be ${from} to ${to}, got '${query.get(name)}'`);
}
