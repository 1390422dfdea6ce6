import { RequestError } from './errors';
import type { HttpRequest } from './http-request';

export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key';

/** A string as structured fields write it (RFC 8941, 3.3.3), of visible characters only. */
const QUOTED = /^"((?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"$/;
/** What most clients send: the bare key. Comma, semicolon and quote would make it a list or an item with parameters. */
const BARE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;
const LONGEST = 255;

/** The client's key, the same whether quoted or bare. Throws `RequestError` 400. */
export function readIdempotencyKey(request: HttpRequest): string {
  const values = request.headers.get(IDEMPOTENCY_KEY_HEADER.toLowerCase()) ?? [];
  if (values.length === 0) {
    throw new RequestError('idempotency-key-missing', `${IDEMPOTENCY_KEY_HEADER} header must be sent`);
  }
  const key = values.length === 1 ? unquote((values[0] ?? '').trim()) : undefined;
  if (key === undefined || key.length > LONGEST) {
    throw new RequestError(
      'idempotency-key-invalid',
      `${IDEMPOTENCY_KEY_HEADER} header must be one key of 1 to ${LONGEST} visible ASCII characters`,
    );
  }
  return key;
}

function unquote(value: string): string | undefined {
  const quoted = QUOTED.exec(value)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(["\\])/g, '$1');
  return BARE.test(value) ? value : undefined;
}
