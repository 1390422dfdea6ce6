import { requireAmount, requireCurrency, requireKey } from './authorization-request';
import { Refusal } from './refusal';
import type { Acquirer, Answer, Call } from './routes';
import type { SubmissionKind, SubmissionLine, SubmissionOrder } from './submission-book';
import { troubleOf } from './troubled-amounts';

const PATH = /^\/v1\/authorizations\/([^/]+)\/(captures|voids|refunds)$/;
const KINDS: Readonly<Record<string, SubmissionKind>> = { captures: 'capture', voids: 'void', refunds: 'refund' };

type Target = Pick<SubmissionOrder, 'authorizationId' | 'kind'>;

/** What the caller sees of a line; one trouble misstates its amount. */
function statement({ submissionId, key, kind, status, code, amountMinor, currency }: SubmissionLine) {
  const told = troubleOf(amountMinor) === 'misstate-amount' ? amountMinor - 1 : amountMinor;
  return { submissionId, key, kind, status, ...(code && { code }), amountMinor: told, currency };
}

async function create({ submissions }: Acquirer, call: Call, target: Target): Promise<Answer> {
  const key = requireKey(call.idempotencyKey);
  const body = await call.body();
  const order = { ...target, amountMinor: requireAmount(body), currency: requireCurrency(body) };
  const trouble = submissions.admit(key, order) === 1 ? troubleOf(order.amountMinor) : undefined;
  if (trouble === 'unavailable') throw new Refusal(503, 'unavailable');
  if (trouble === 'hang-before-accepting') return 'silence';
  const line = submissions.execute(key, order);
  if (trouble === 'hang-after-accepting') return 'silence';
  if (trouble === 'cut-after-accepting') return 'cut';
  if (trouble === 'error-after-accepting') throw new Refusal(500, 'internal-error', undefined, true);
  return { status: 201, body: statement(line) };
}

async function find({ submissions }: Acquirer, call: Call, { authorizationId, kind }: Target): Promise<Answer> {
  const line = submissions.find(requireKey(call.url.searchParams.get('key')));
  if (line?.authorizationId !== authorizationId || line.kind !== kind) throw new Refusal(404, 'unknown-key');
  return { status: 200, body: statement(line) };
}

const METHODS: Readonly<Record<string, typeof create>> = { POST: create, GET: find };

/** Captures, voids and refunds of one authorization; `undefined` for any other path. */
export function routeSubmission(acquirer: Acquirer, call: Call): Promise<Answer> | undefined {
  const [, authorizationId, collection] = PATH.exec(call.url.pathname) ?? [];
  const kind = collection && KINDS[collection];
  if (!authorizationId || !kind) return undefined;
  return METHODS[call.method]?.(acquirer, call, { authorizationId: decodeURIComponent(authorizationId), kind });
}
