import type { PaymentInstruction } from '../../handlers/domain/payment';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import type { DatabaseCredential } from '../../handlers/ports/database-users';
import type { StepRequest } from '../../handlers/ports/payment-steps';
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
}

export interface PaymentJob {
  readonly kind: 'payment';
  readonly instruction: PaymentInstruction;
}

export interface StepJob {
  readonly kind: 'step';
  /** The event gets its id at each try, as in a function. */
  readonly request: Omit<StepRequest, 'eventId'>;
}

/** What the queue delivers. */
export type Job = PaymentJob | StepJob;

export type ToWorker =
  | { readonly kind: 'delivery'; readonly id: number; readonly job: Job; readonly dieAt?: KillPoint }
  | { readonly kind: 'accepted'; readonly id: number; readonly eventIds: readonly string[] };

export type FromWorker =
  | { readonly kind: 'done' | 'failed'; readonly id: number }
  | { readonly kind: 'publish'; readonly id: number; readonly events: readonly PaymentEvent[] }
  | { readonly kind: 'dying'; readonly point: KillPoint };
