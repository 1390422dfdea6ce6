import { amountFor } from '../acquirer/troubled-amounts';
import type { PaymentOrder } from './payment-body';

/** Routes below a payment. */
export type StepRoute = 'capture' | 'void' | 'refunds';

/** One call and how it has to end. */
export interface StepCall {
  readonly route: StepRoute;
  /** @default - all there is */
  readonly amountMinor?: number;
  /** The call before, once more with the same key. */
  readonly again?: boolean;
  readonly expectedHttp: number;
  /** `code` of the problem. @default - the step is taken */
  readonly expectedProblem?: string;
}

/** What ledger and acquirer must hold in the end. */
export interface Holdings {
  readonly status: string;
  readonly capturedMinor: number;
  readonly releasedMinor: number;
  readonly refundedMinor: number;
}

/** A payment that is authorized, and what is done to it after. */
export interface StepScenario {
  readonly title: string;
  readonly order: PaymentOrder;
  readonly calls: readonly StepCall[];
  readonly end: Holdings;
}

const order = (number: string, amountMinor = 10_000): PaymentOrder => ({
  card: { number },
  amountMinor,
  currency: 'USD',
  customerId: `steps-${number.slice(-4)}`,
});
const nothing = { capturedMinor: 0, releasedMinor: 0, refundedMinor: 0 };
const done = (route: StepRoute, amountMinor?: number): StepCall => ({
  route,
  amountMinor,
  expectedHttp: route === 'refunds' ? 201 : 200,
});
const refused = (route: StepRoute, expectedHttp: number, expectedProblem: string, amountMinor?: number): StepCall => ({
  route,
  amountMinor,
  expectedHttp,
  expectedProblem,
});

/** Every way a payment can go after its authorization. */
export const STEP_SCENARIOS: readonly StepScenario[] = [
  {
    title: 'Captured in parts, refunded in part, once too much',
    order: order('4242424242424242'),
    calls: [
      done('capture', 6_000),
      done('capture'),
      done('refunds', 2_500),
      refused('refunds', 422, 'amount-exceeds-captured', 9_000),
    ],
    end: { ...nothing, status: 'captured', capturedMinor: 10_000, refundedMinor: 2_500 },
  },
  {
    title: 'Captured in part, the rest voided',
    order: order('5555555555554444'),
    calls: [done('capture', 4_000), done('void'), refused('capture', 409, 'already-captured')],
    end: { ...nothing, status: 'captured', capturedMinor: 4_000, releasedMinor: 6_000 },
  },
  {
    title: 'Voided, and captured too late',
    order: order('6011111111111117'),
    calls: [refused('refunds', 409, 'not-captured'), done('void'), refused('capture', 409, 'already-voided')],
    end: { ...nothing, status: 'voided', releasedMinor: 10_000 },
  },
  {
    title: 'Capture refused by the acquirer, and taken back',
    order: order('4000008260000000', 100_000),
    calls: [
      refused('capture', 422, 'refused-by-acquirer', amountFor('refuse')),
      { ...refused('capture', 422, 'refused-by-acquirer', amountFor('refuse')), again: true },
      done('capture', 1_000),
    ],
    end: { ...nothing, status: 'captured', capturedMinor: 1_000 },
  },
  {
    title: 'Capture lost on its way, and repeated',
    order: order('4000002760000016', 100_000),
    calls: [
      { route: 'capture', amountMinor: amountFor('hang-before-accepting'), expectedHttp: 202 },
      { route: 'capture', amountMinor: amountFor('hang-before-accepting'), again: true, expectedHttp: 200 },
    ],
    end: { ...nothing, status: 'captured', capturedMinor: amountFor('hang-before-accepting') },
  },
];
