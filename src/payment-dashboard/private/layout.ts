import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { PaymentAlarm } from '../payment-alarm';
import { COST_CHARTS, type CostLines, type Lines, type MonitoredPart, SECTIONS, type Section } from './monitored-part';

const WIDE = 24;
const CHARTS_A_ROW = 3;
const CHART_HEIGHT = 6;
const ALARMS_A_WIDGET = 100;
const ALARMS_A_ROW = 4;

export interface Page {
  readonly title: string;
  readonly runbookUrl: string;
  readonly runbookOf: (kind: PaymentAlarm) => string;
  readonly alarms: cloudwatch.IAlarm[];
  readonly parts: MonitoredPart[];
}

/** The page from top to bottom: alarms, then the sections in their order, each with its parts by name. */
export function rowsOf(page: Page): cloudwatch.IWidget[] {
  const parts = [...page.parts].sort((one, other) => compare(one.label, other.label));
  const shown = [...parts, costsOf(parts)].filter(({ lines }) => lines.length > 0);
  return [
    text(
      `# ${page.title}\nRead from the top: what is red first is what to mend first. [Runbook](${page.runbookUrl})`,
      2,
    ),
    ...alarmStates(page.alarms),
    ...SECTIONS.flatMap((section) => {
      const own = shown.filter((part) => part.section === section);
      return own.length === 0 ? [] : sectionOf(section, own, page);
    }),
  ];
}

/** What all parts cost, in a section of its own. */
function costsOf(parts: MonitoredPart[]): MonitoredPart {
  const rank = ({ chart }: CostLines) => COST_CHARTS.indexOf(chart);
  const lines = parts.flatMap(({ costs = [] }) => costs).sort((one, other) => rank(one) - rank(other));
  return { section: 'Costs', label: 'Costs', lines, alarms: [] };
}

/** By code point: a locale of the machine must not change a template. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function alarmStates(alarms: cloudwatch.IAlarm[]): cloudwatch.IWidget[] {
  const chunks = Math.ceil(alarms.length / ALARMS_A_WIDGET);
  return Array.from({ length: chunks }, (_, chunk) => {
    const shown = alarms.slice(chunk * ALARMS_A_WIDGET, (chunk + 1) * ALARMS_A_WIDGET);
    return new cloudwatch.AlarmStatusWidget({
      title: chunks === 1 ? 'Alarms' : `Alarms ${chunk + 1} of ${chunks}`,
      alarms: shown,
      sortBy: cloudwatch.AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP,
      width: WIDE,
      height: 1 + Math.ceil(shown.length / ALARMS_A_ROW),
    });
  });
}

function sectionOf(section: Section, parts: MonitoredPart[], page: Page): cloudwatch.IWidget[] {
  const kinds = [...new Set(parts.flatMap(({ alarms }) => alarms.map(({ kind }) => kind)))].sort(compare);
  const links =
    section === 'Costs'
      ? `By the hour, in the units of the bill. [What drives it](${page.runbookUrl}#costs)`
      : kinds.map((kind) => `[${kind}](${page.runbookOf(kind)})`).join(' · ');
  const charts = [...chartsOf(parts).entries()].map(([title, lines]) => chart(title, lines));
  return [
    text(`## ${section}${links === '' ? '' : `\n${links}`}`, links === '' ? 1 : 2),
    ...parts.filter(({ figures }) => figures).map(({ label, figures }) => figuresOf(label, figures ?? [])),
    ...inRows(charts),
  ];
}

/** Charts by title; whatever part brings one, the order of titles is that of the longest list that has it. */
function chartsOf(parts: MonitoredPart[]): Map<string, Lines[]> {
  const charts = new Map<string, Lines[]>();
  const longestFirst = [...parts].sort((one, other) => other.lines.length - one.lines.length);
  for (const { lines } of longestFirst) for (const { chart: title } of lines) charts.set(title, []);
  for (const { lines } of parts) for (const each of lines) charts.get(each.chart)?.push(each);
  return charts;
}

function chart(title: string, lines: Lines[]): cloudwatch.GraphWidget {
  const marks = lines.flatMap((each) => each.marks ?? []);
  return new cloudwatch.GraphWidget({
    title,
    left: lines.flatMap(({ metrics }) => metrics),
    leftYAxis: { label: lines[0].unit, showUnits: false, min: 0 },
    leftAnnotations: marks.filter(({ value }, index) => marks.findIndex((other) => other.value === value) === index),
    stacked: lines.some(({ stacked }) => stacked),
    width: WIDE / CHARTS_A_ROW,
    height: CHART_HEIGHT,
  });
}

function figuresOf(label: string, metrics: cloudwatch.IMetric[]): cloudwatch.IWidget {
  return new cloudwatch.SingleValueWidget({ title: label, metrics, sparkline: true, width: WIDE, height: 4 });
}

function inRows(widgets: cloudwatch.IWidget[]): cloudwatch.IWidget[] {
  return Array.from(
    { length: Math.ceil(widgets.length / CHARTS_A_ROW) },
    (_, row) => new cloudwatch.Row(...widgets.slice(row * CHARTS_A_ROW, (row + 1) * CHARTS_A_ROW)),
  );
}

function text(markdown: string, height: number): cloudwatch.TextWidget {
  // newer versions of the CDK write a background of their own choice where none is said
  return new cloudwatch.TextWidget({
    markdown,
    width: WIDE,
    height,
    background: cloudwatch.TextWidgetBackground.TRANSPARENT,
  });
}
