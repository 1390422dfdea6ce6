import type { TrailReport } from '../../handlers/domain/audit/verify-trail';

/** What an auditor reads. */
export function describeReport(report: TrailReport): string {
  const { broken, digests, records, writers, from = '-', to = '-' } = report;
  const verdict = broken ? `BROKEN at ${broken.at}: ${broken.reason}\n\nWhat holds up to there:` : 'The trail holds.\n';
  const rows = { digests, records, writers, from, to };
  const lines = Object.entries(rows).map(([name, value]) => `${name.padEnd(9)}${value}`);
  return `${verdict}\n${lines.join('\n')}\n`;
}
