import { noticeSilence } from '../../../handlers/match-settlement/notice-silence';
import type { OperatorCase } from '../../../handlers/ports/operator-cases';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

const NOW = '2026-11-21T10:00:00.000Z';

async function look(silent: boolean) {
  const [cases, asked]: [OperatorCase[], string[]] = [[], []];
  const metrics = recordingMetrics();
  await noticeSilence({
    settlements: {
      isSilent: async (dueBefore) => {
        asked.push(dueBefore);
        return silent;
      },
    },
    operatorCases: { raise: async (operatorCase) => void cases.push(operatorCase) },
    clock: { now: () => new Date(NOW) },
    metrics,
    logger: recordingLogger(),
    settlesWithinDays: 5,
  });
  return { cases, asked, sums: metrics.sums };
}

test('an acquirer that sends files is left alone', async () => {
  expect(await look(false)).toEqual({ cases: [], asked: ['2026-11-16T10:00:00.000Z'], sums: {} });
});

test('a silent acquirer is a difference, and calls a person', async () => {
  const { cases, sums } = await look(true);
  expect(cases).toEqual([
    {
      kind: 'settlement-silent',
      detail: 'The acquirer has sent no settlement file for 5 days, and captures or refunds are due',
      occurredAt: NOW,
    },
  ]);
  expect(sums).toEqual({ SettlementDifference: 1, OperatorCaseRaised: 1 });
});
