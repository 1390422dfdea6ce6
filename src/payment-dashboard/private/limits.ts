/**
 * CloudWatch refuses dashboards beyond these, and says so only when they are deployed; metrics within expressions count.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const MOST = { inChart: 500, inAll: 2500 };

interface Widget {
  readonly properties?: { readonly title?: string; readonly metrics?: unknown[][] };
}

export function requireWithinLimits(widgets: Widget[]): void {
  const counts = widgets.map(({ properties }) => ({
    title: properties?.title ?? '',
    // a row that begins with an option is an expression
    metrics: (properties?.metrics ?? []).filter(([first]) => typeof first === 'string').length,
  }));
  const large = counts.find(({ metrics }) => metrics > MOST.inChart);
  if (large) {
    throw new Error(
      `a chart must have at most ${MOST.inChart} metrics, got ${large.metrics} in '${large.title}': split it`,
    );
  }
  const all = counts.reduce((sum, { metrics }) => sum + metrics, 0);
  if (all > MOST.inAll) {
    throw new Error(`a dashboard must have at most ${MOST.inAll} metrics, got ${all}: give a region or a part its own`);
  }
}
