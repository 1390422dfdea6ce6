import type { MetricSource, Sample } from '../../../../tools/payment-dashboard/evaluate/metric-source';
import { viewOf } from '../../../../tools/payment-dashboard/evaluate/view-of';
import { pageWith } from '../../../../tools/payment-dashboard/page-file';
import { type SiteServer, serve } from '../../../../tools/payment-dashboard/serve';
import type { Metric } from '../../../../tools/payment-dashboard/synthesized/dashboard';
import { dashboardsOf } from '../../../../tools/payment-dashboard/synthesized/read-dashboards';
import type { View } from '../../../../tools/payment-dashboard/view';
import { watched } from '../../../payment-dashboard/platform';

const MINUTE = 60_000;
const PERIOD = 5 * MINUTE;
export const NOW = Date.UTC(2026, 0, 15, 12, 0, 30);

// what is told apart by the page is among these; more of the same takes the browser longer
const parts = ['payments', 'api', 'function', 'queue', 'cluster', 'table'];
const template = { Resources: watched(parts).template.toJSON().Resources };
const [dashboard] = dashboardsOf([{ stackName: 'Platform', region: 'us-east-1', template }]);

/** A wave of values a minute; what DynamoDB does is not known, and an hour ago nothing had begun. */
const source: MetricSource = {
  since: NOW - 60 * MINUTE,
  samplesOf: ({ namespace, name }: Metric, from, to): readonly Sample[] | undefined => {
    if (namespace === 'AWS/DynamoDB') return undefined;
    if (name === 'PaymentFailed' || name === 'LedgerImbalance') return [];
    const first = Math.max(Math.ceil(from / MINUTE), Math.ceil((NOW - 60 * MINUTE) / MINUTE));
    const minutes = Array.from({ length: Math.ceil(to / MINUTE) - first }, (_, index) => (first + index) * MINUTE);
    // disks answer in microseconds, and are measured in seconds
    const scale = name === 'ReadLatency' || name === 'WriteLatency' ? 0.000_01 : 1;
    return minutes.map((at) => ({ at, value: scale * (5 + Math.round(4 * Math.sin(at / MINUTE / 4))) }));
  },
};

function liveView(rangeMinutes = 15, pointSeconds = 60, at = NOW): View {
  const measuring = { at, rangeMinutes, pointSeconds, by: 'the test' };
  return viewOf({ dashboard, dashboards: [dashboard.name], live: { source, measuring } });
}

export const layoutView = (): View => viewOf({ dashboard, dashboards: [dashboard.name, 'another'] });

export interface ExampleSite extends SiteServer {
  /** What the page asked for. */
  readonly asked: URLSearchParams[];
}

/** A dashboard of everything that can be watched, as a server of live values gives it. */
export async function liveSite(refreshSeconds: number): Promise<ExampleSite> {
  const asked: URLSearchParams[] = [];
  const server = await serve({
    page: () => pageWith({ views: [liveView()], refreshSeconds }),
    view: (query) => {
      asked.push(query);
      // a period later each time, so that values change
      return liveView(Number(query.get('range')), Number(query.get('point')), NOW + asked.length * PERIOD);
    },
  });
  return { ...server, asked };
}

/** The same before anything is deployed, with another to choose. */
export function layoutSite(): Promise<SiteServer> {
  const another: View = {
    name: 'another',
    dashboards: [dashboard.name, 'another'],
    widgets: [
      { kind: 'text', markdown: 'Only [text](javascript:alert(1)) <b>here</b>', x: 0, y: 0, width: 24, height: 1 },
    ],
  };
  return serve({ page: () => pageWith({ views: [layoutView(), another] }) });
}
