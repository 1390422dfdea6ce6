import type { StepAnswer } from '../../../handlers/api/step-answer';

const position = {
  paymentId: '01935d2a-1234-7abc-8def-0123456789ab',
  amountMinor: 1999,
  currency: 'EUR',
  updatedAt: '2026-11-22T08:30:00.000Z',
};

type Moved = Omit<StepAnswer, keyof typeof position | 'confirmed'>;

function answers(summary: string, moved: Moved) {
  const answer = (confirmed: boolean): StepAnswer => ({ ...position, ...moved, confirmed });
  return {
    confirmed: { confirmed: { summary, value: answer(true) } },
    open: { open: { summary: `${summary}, not yet confirmed`, value: answer(false) } },
  };
}

/** Bodies and answers of capture, void and refund: the life of one payment. */
export const stepExamples = {
  capture: {
    request: { part: { summary: 'A part', value: { amountMinor: 1500 } }, all: { summary: 'All', value: {} } },
    ...answers('Captured in part', {
      status: 'captured',
      step: 'capture',
      stepMinor: 1500,
      capturedMinor: 1500,
      releasedMinor: 0,
      refundedMinor: 0,
    }),
  },
  void: {
    request: { all: { summary: 'What is still reserved', value: {} } },
    ...answers('The rest is given back', {
      status: 'captured',
      step: 'void',
      stepMinor: 499,
      capturedMinor: 1500,
      releasedMinor: 499,
      refundedMinor: 0,
    }),
  },
  refund: {
    request: { part: { summary: 'A part', value: { amountMinor: 300 } }, all: { summary: 'All', value: {} } },
    ...answers('Refunded in part', {
      status: 'captured',
      step: 'refund',
      stepMinor: 300,
      refundId: '01935e00-1234-7abc-8def-0123456789ab',
      capturedMinor: 1500,
      releasedMinor: 499,
      refundedMinor: 300,
    }),
  },
};
