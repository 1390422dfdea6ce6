import { RequestError } from './errors';
import type { HttpRequest } from './http-request';
import { parseJsonObject } from './strict-json';

const LARGEST_BODY_BYTES = 8192;

const JSON_MEDIA_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;

/** The body as a JSON object. Throws `RequestError` 415, 413 or 400, in this order: the cheapest question first. */
export function readJsonBody(request: HttpRequest): object {
  const mediaTypes = request.headers.get('content-type') ?? [];
  const encodings = request.headers.get('content-encoding') ?? [];
  const plain = encodings.every((encoding) => /^(identity)?$/i.test(encoding.trim()));
  if (!plain || mediaTypes.length !== 1 || !mediaTypes.every((mediaType) => JSON_MEDIA_TYPE.test(mediaType.trim()))) {
    throw new RequestError('media-type-unsupported', 'Content-Type must be application/json in UTF-8, not encoded');
  }
  if (request.body.byteLength > LARGEST_BODY_BYTES) {
    throw new RequestError('body-too-large', `body must be at most ${LARGEST_BODY_BYTES} bytes`);
  }
  return parseJsonObject(decode(request.body));
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    const rule = 'must be UTF-8';
    throw new RequestError('malformed-body', `body ${rule}`, { violations: [{ pointer: '#', detail: rule }] });
  }
}
