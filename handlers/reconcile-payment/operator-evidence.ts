import * as v from 'valibot';
import type { AuditFacts } from '../domain/audit/audit-record';
import { EventRefusedError } from '../runtime/errors';
import { mask } from '../runtime/log-fields';

interface Evidence {
  readonly paymentId: string;
  /** Where the paper is kept: a case, a letter, a line of a statement. */
  readonly evidence: string;
  /** Who read it, and answers for it. */
  readonly operator: string;
}

/** What became of an unresolved payment's authorization. */
export type AuthorizationEvidence = Evidence &
  (
    | { readonly outcome: 'authorized'; readonly acquirerReference: string }
    | { readonly outcome: 'declined'; readonly acquirerReference?: string }
  );

/** What became of a capture, void or refund that the acquirer did not answer; `sequence` is that of the step. */
export type SubmissionEvidence = Evidence & { readonly sequence: number } & (
    | { readonly outcome: 'accepted'; readonly acquirerReference: string }
    | { readonly outcome: 'refused' }
  );

/** Nothing is reserved any more, or never was, for an authorization that no payment stands for. */
export type OrphanEvidence = Evidence & { readonly outcome: 'released' };

export type OperatorEvidence = AuthorizationEvidence | OrphanEvidence | SubmissionEvidence;

/** Names without spaces, so that nobody writes a letter; and no card number among them. */
const name = (longest: number) =>
  v.pipe(
    v.string(),
    v.maxLength(longest),
    v.regex(/^[A-Za-z0-9][\w.:/@-]*$/),
    v.check((text) => mask(text) === text),
  );

const said = { paymentId: v.pipe(v.string(), v.uuid(), v.toLowerCase()), evidence: name(128), operator: name(64) };
const acquirerReference = name(128);
const sequence = v.pipe(v.number(), v.integer(), v.minValue(2));

const evidenceSchema: v.GenericSchema<unknown, OperatorEvidence> = v.union([
  v.strictObject({ ...said, outcome: v.literal('authorized'), acquirerReference }),
  v.strictObject({ ...said, outcome: v.literal('declined'), acquirerReference: v.optional(acquirerReference) }),
  v.strictObject({ ...said, outcome: v.literal('released') }),
  v.strictObject({ ...said, sequence, outcome: v.literal('accepted'), acquirerReference }),
  v.strictObject({ ...said, sequence, outcome: v.literal('refused') }),
]);

const REMEDY =
  "'evidence' must have 'paymentId', 'operator', 'evidence' (where the paper is kept; both names of letters, digits and . _ : / @ -), " +
  "and 'outcome': 'authorized' with the 'acquirerReference', or 'declined'; 'released' of an authorization without a payment; of a step, with its 'sequence', 'accepted' with the 'acquirerReference', or 'refused'";

/** `undefined` for an event that brings none, as a schedule's. Quotes nothing of what was given. */
export function readOperatorEvidence(event: unknown): OperatorEvidence | undefined {
  if (typeof event !== 'object' || event === null || !('evidence' in event)) return undefined;
  const parsed = v.safeParse(evidenceSchema, event.evidence);
  if (!parsed.success) throw new EventRefusedError(REMEDY);
  return parsed.output;
}

/** What the operator is told. */
export interface EvidenceAnswer {
  readonly paymentId: string;
  /** `repeated` when the same stood there before. */
  readonly outcome: 'taken' | 'repeated';
  /** Of the payment, of what the acquirer was told of the step, or of the authorization that no payment stands for. */
  readonly status: string;
}

/** No caller can have this name: callers hold no '#'. */
export function operatorAsCaller({ operator }: OperatorEvidence): string {
  return `#operator/${operator}`;
}

export function evidenceAsOrigin({ evidence }: OperatorEvidence): string {
  return `evidence/${evidence}`;
}

/** For the audit trail, where nothing else would say who it was and on what paper. */
export function evidenceFacts(
  said: OperatorEvidence,
  now: Date,
  facts: Pick<AuditFacts, 'action' | 'details' | 'outcome'>,
): AuditFacts {
  return {
    occurredAt: now.toISOString(),
    actor: operatorAsCaller(said),
    origin: evidenceAsOrigin(said),
    resource: `payment/${said.paymentId}`,
    ...facts,
  };
}

/** Written to `ledger.handover`, beside why a person was called. */
export const EVIDENCE_AS_REASON = 'operator-evidence';
