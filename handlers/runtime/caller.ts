import { createHash } from 'node:crypto';
import type { APIGatewayEventRequestContext } from 'aws-lambda';

const ASSUMED_ROLE = /^(arn:[^:]+:sts::\d+:assumed-role\/[^/]+)\/.+$/;
/** Fits into a table key, and cannot be mistaken for a caller and the start of a key. */
const PLAIN = /^[^#]{1,512}$/;

/**
 * Who calls, by what the gateway verified: IAM identity, authorizer's principal, user of a pool, or client certificate.
 * `undefined` where the route has no authorization: nobody's idempotency keys and payments could be told apart then.
 */
export function callerOf(context: APIGatewayEventRequestContext): string | undefined {
  const { identity, authorizer } = context;
  const certificate = identity?.clientCert;
  const candidates: unknown[] = [
    roleOf(identity?.userArn),
    authorizer?.principalId,
    authorizer?.claims?.sub,
    certificate ? `${certificate.issuerDN} ${certificate.subjectDN}` : undefined,
  ];
  const caller = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
  if (typeof caller !== 'string') return undefined;
  return PLAIN.test(caller) ? caller : `sha256:${createHash('sha256').update(caller).digest('hex')}`;
}

/** The role, not its session: a client that renews its session, or runs on many machines, stays the same caller. */
function roleOf(userArn: string | null | undefined): string | undefined {
  return userArn?.replace(ASSUMED_ROLE, '$1');
}
