import { toJsonSchema } from '@valibot/to-json-schema';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { problemDetails } from '../../../handlers/api/problem-details';
import { CARD_NUMBER, CVV, httpRequest, paymentBody } from '../fakes/http-requests';
import { mutatedBody, mutatedHeaders } from '../fakes/mutated-requests';
import { paymentEdge } from '../fakes/payment-edge';

const ajv = addFormats(new Ajv({ allErrors: true }));
const isProblem = ajv.compile(toJsonSchema(problemDetails, { target: 'draft-2020-12' }));
const runs = { numRuns: 2000 };

test('two thousand mutated bodies: each is refused with a valid problem, and nothing is kept', async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(mutatedBody(paymentBody), async ({ bytes, harmless }) => {
      const edge = paymentEdge();
      const answer = await edge.post(httpRequest({ bytes }));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (harmless && answer.status === 202) return;
      expect([400, 413, 422]).toContain(answer.status);
      expect(answer.headers).toMatchObject({ 'Content-Type': 'application/problem+json' });
      const problem = JSON.parse(answer.body);
      expect(isProblem(problem) ? [] : isProblem.errors).toEqual([]);
      expect(problem.status).toBe(answer.status);
      expect([edge.sessions.stored.size, edge.views.stored.size, edge.queued.length]).toEqual([0, 0, 0]);
    }),
    runs,
  );
  // the mutations reach every kind of refusal, or this test would prove little
  expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([400, 413, 422]));
});

test('two thousand mutated headers: refused as the client’s fault, or accepted', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedHeaders(), async (headers) => {
      const edge = paymentEdge();
      const answer = await edge.post(httpRequest({ headers }));
      expect([202, 400, 415]).toContain(answer.status);
      if (answer.status === 202) return;
      expect(isProblem(JSON.parse(answer.body))).toBe(true);
      expect(edge.queued).toEqual([]);
    }),
    runs,
  );
});

test('whatever is wrong, neither the answer nor the log quotes the card', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedBody(paymentBody), async ({ bytes }) => {
      const edge = paymentEdge();
      const answer = await edge.post(httpRequest({ bytes }));
      const shown = JSON.stringify([answer, edge.logger.lines]);
      expect(shown).not.toContain(CARD_NUMBER);
      expect(shown).not.toContain(`"${CVV}"`);
    }),
    runs,
  );
});
