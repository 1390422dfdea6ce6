import fc from 'fast-check';
import { RequestError } from '../../../handlers/runtime/errors';
import { readStepRequest, requestedStepOf } from '../../../handlers/step-payment/read-step-request';
import { httpRequest } from '../fakes/http-requests';

const ID = '01935D2A-0000-7000-8000-000000000001';
const read = (kind: 'capture' | 'void' | 'refund', body: object, id = ID) =>
  readStepRequest(kind, httpRequest({ body, pathParameters: { id } }));

test('is the same request whatever the case of the id, and another one with another step or amount', () => {
  const { requestHash, paymentId } = read('capture', { amountMinor: 10 });
  expect(paymentId).toBe(ID.toLowerCase());
  expect(read('capture', { amountMinor: 10.0 }, ID.toLowerCase()).requestHash).toBe(requestHash);
  const others = [read('capture', {}), read('refund', { amountMinor: 10 }), read('capture', { amountMinor: 11 })];
  expect(new Set([requestHash, ...others.map((other) => other.requestHash)]).size).toBe(4);
});

test('points at each member that is wrong', () => {
  expect(() => read('void', { amountMinor: 1 })).toThrow(
    expect.objectContaining({ violations: [{ pointer: '#/amountMinor', detail: 'is not a member of the contract' }] }),
  );
});

test.each([
  ['/v1/payments/1/capture', 'capture'],
  ['/payments/1/void/', 'void'],
  ['/payments/1/refunds', 'refund'],
])('%s asks for %s', (path, step) => {
  expect(requestedStepOf(path)).toBe(step);
});

test.each(['/payments/1/refund', '/payments/1', '/', '', '/payments/1/constructor'])(
  'fails for the path %s',
  (path) => {
    expect(() => requestedStepOf(path)).toThrow(expect.objectContaining({ code: 'route-not-found' }));
  },
);

test('whatever comes is taken as it was meant or refused with a 4xx, and never quoted', () => {
  const body = fc.oneof(
    fc.uint8Array(),
    fc.json().map(Buffer.from),
    fc.json().map((json) => Buffer.from(`{"amountMinor":${json}}`)),
  );
  fc.assert(
    fc.property(fc.constantFrom('capture', 'void', 'refund'), body, (kind, bytes) => {
      try {
        const { amountMinor = 1 } = readStepRequest(kind, httpRequest({ bytes, pathParameters: { id: ID } }));
        expect(Number.isSafeInteger(amountMinor) && amountMinor >= 1).toBe(true);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        expect(error.status).toBeLessThan(500);
        if (bytes.length > 8) expect(error.message).not.toContain(Buffer.from(bytes).toString());
      }
    }),
  );
});
