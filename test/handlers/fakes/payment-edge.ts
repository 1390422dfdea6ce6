import type { TokenizedCard } from '../../../handlers/domain/card';
import type { PaymentInstruction } from '../../../handlers/domain/payment';
import type { CardDetails } from '../../../handlers/ports/card-vault';
import { answering, type HttpAnswer } from '../../../handlers/runtime/http-answer';
import type { HttpRequest } from '../../../handlers/runtime/http-request';
import { ValidatePayment, type ValidatePaymentPorts } from '../../../handlers/validate-payment/validate-payment';
import { fakeClock } from './clock';
import { fakeIds } from './ids';
import { type MemoryIdempotencySessions, memoryIdempotencySessions } from './memory-idempotency-sessions';
import { type MemoryPaymentViews, memoryPaymentViews } from './memory-payment-views';
import { type RecordingLogger, recordingLogger } from './recording-logger';
import { type RecordingMetrics, recordingMetrics } from './recording-metrics';

/** Everything behind `POST /payments`, in memory. */
export interface PaymentEdge {
  readonly sessions: MemoryIdempotencySessions;
  readonly views: MemoryPaymentViews;
  readonly queued: PaymentInstruction[];
  readonly tokenized: CardDetails[];
  readonly logger: RecordingLogger;
  readonly metrics: RecordingMetrics;
  /** How long each wait was; what a test puts here happens during the next one. */
  readonly waits: number[];
  readonly duringWaits: (() => Promise<void>)[];
  /** The next call of that port fails with this error, once. */
  failNext(port: 'fingerprint' | 'tokenize' | 'view' | 'enqueue' | 'complete' | 'abandon', error: Error): void;
  post(request: HttpRequest): Promise<HttpAnswer>;
}

export function paymentEdge(): PaymentEdge {
  const failures = new Map<string, Error>();
  const passing = (port: string) => {
    const error = failures.get(port);
    failures.delete(port);
    if (error !== undefined) throw error;
  };
  const memory = {
    sessions: memoryIdempotencySessions(),
    views: memoryPaymentViews(),
    queued: [] as PaymentInstruction[],
    tokenized: [] as CardDetails[],
    logger: recordingLogger(),
    metrics: recordingMetrics(),
    waits: [] as number[],
    duringWaits: [] as (() => Promise<void>)[],
  };
  const useCase = new ValidatePayment(portsOver(memory, passing));
  return {
    ...memory,
    failNext: (port, error) => void failures.set(port, error),
    post: answering(memory.logger, (request) => useCase.handle(request)),
  };
}

type Memory = Pick<
  PaymentEdge,
  'sessions' | 'views' | 'queued' | 'tokenized' | 'logger' | 'metrics' | 'waits' | 'duringWaits'
>;

function portsOver(memory: Memory, passing: (port: string) => void): ValidatePaymentPorts {
  const { sessions, views, queued, tokenized } = memory;
  const after = async <T>(port: string, work: () => Promise<T> | T): Promise<T> => {
    passing(port);
    return work();
  };
  return {
    clock: fakeClock(),
    ids: fakeIds(),
    logger: memory.logger,
    metrics: memory.metrics,
    sessions: {
      begin: (...call) => sessions.begin(...call),
      complete: (...call) => after('complete', () => sessions.complete(...call)),
      forget: (...call) => after('abandon', () => sessions.forget(...call)),
      abandon: (...call) => after('abandon', () => sessions.abandon(...call)),
    },
    fingerprinter: { fingerprint: (number) => after('fingerprint', () => `fingerprint of ${number.slice(-4)}`) },
    vault: {
      tokenize: (card) =>
        after('tokenize', () => {
          tokenized.push(card);
          return tokenOf(card, tokenized.length);
        }),
    },
    views: { find: views.find, putIfNewer: (view) => after('view', () => views.putIfNewer(view)) },
    wait: async (milliseconds) => {
      memory.waits.push(milliseconds);
      await memory.duringWaits.shift()?.();
    },
    queue: { enqueue: (instruction) => after('enqueue', () => void queued.push(instruction)) },
  };
}

function tokenOf({ number, expiryMonth, expiryYear }: CardDetails, count: number): Omit<TokenizedCard, 'fingerprint'> {
  const [bin, lastFour] = [number.slice(0, 6), number.slice(-4)];
  const maskedPan = `${bin}${'*'.repeat(number.length - 10)}${lastFour}`;
  return { token: `tok_${count}`, network: 'visa', bin, lastFour, maskedPan, expiryMonth, expiryYear };
}
