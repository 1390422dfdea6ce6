import type { RequestedStep } from '../../handlers/api/step-request';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import type { PaymentEvent, PaymentView } from '../../handlers/domain/payment-event';
import type { DatabaseCredential } from '../../handlers/ports/database-users';
import type { KillPoint } from './kill-points';

/** Where a worker finds its surroundings; comes as JSON in this environment variable. */
export const WORKER_SETTINGS = 'PROOF_WORKER_SETTINGS';

export interface WorkerSettings {
  readonly login: DatabaseCredential;
  readonly databaseAuthority: string;
  readonly acquirerUrl: string;
  readonly acquirerAuthority: string;
  readonly acquirerApiKey: string;
  readonly cloudEndpoint: string;
  readonly tableName: string;
  /** So long after a consumer died, another one does its work. */
  readonly leaseSeconds: number;
}

export interface PaymentJob {
  readonly kind: 'payment';
  readonly instruction: PaymentInstruction;
}

/** A client's call, repeated with the same key until it is answered. */
export interface StepJob {
  readonly kind: 'step';
  readonly step: RequestedStep;
  /** @default - all there is */
  readonly amountMinor?: number;
  readonly paymentId: string;
  readonly callerId: string;
  readonly idempotencyKey: string;
}

/** What a consumer of the topic is to do about an event. */
export interface EventJob {
  readonly kind: 'notification' | 'view';
  readonly event: PaymentEvent;
}

/** What a queue delivers. */
export type Job = PaymentJob | StepJob | EventJob;

/** What outlives every worker: the topic, the merchant who is told, and who watches the views. */
export type Outward =
  | { readonly kind: 'publish'; readonly events: readonly PaymentEvent[] }
  | { readonly kind: 'notify'; readonly event: PaymentEvent }
  | { readonly kind: 'written'; readonly view: PaymentView };

export type ToWorker =
  | { readonly kind: 'delivery'; readonly id: number; readonly job: Job; readonly dieAt?: KillPoint }
  | { readonly kind: 'accepted'; readonly id: number; readonly eventIds: readonly string[] };

export type FromWorker =
  | { readonly kind: 'done' | 'failed'; readonly id: number }
  | { readonly kind: 'outward'; readonly id: number; readonly call: Outward }
  | { readonly kind: 'dying'; readonly point: KillPoint };
