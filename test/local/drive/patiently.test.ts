import type { ApiAnswer } from '../../../local/drive/api-client';
import { patiently } from '../../../local/drive/patiently';

const answer = (status: number, json: unknown = {}, headers: Record<string, string> = {}): ApiAnswer => ({
  status,
  contentType: 'application/json',
  headers,
  text: JSON.stringify(json),
  json,
});
const busy = answer(503, { retryable: true }, { 'retry-after': '2' });

function sending(...answers: ApiAnswer[]) {
  const send = jest.fn(async () => answers.shift() ?? busy);
  const pauses: number[] = [];
  return { send, pauses, sent: patiently(send, async (milliseconds) => pauses.push(milliseconds)) };
}

test('sends again what may be repeated, after as long as the answer says', async () => {
  const { pauses, sent } = sending(busy, answer(202));
  await expect(sent).resolves.toMatchObject({ answer: { status: 202 }, tries: 2 });
  expect(pauses).toEqual([2_000]);
});

test('waits a second where the answer does not say how long', async () => {
  const { pauses, sent } = sending(answer(503, { retryable: true }), answer(202));
  await expect(sent).resolves.toMatchObject({ tries: 2 });
  expect(pauses).toEqual([1_000]);
});

test.each([answer(422, { retryable: false }), answer(502, undefined), answer(200)])(
  'takes any other answer as it is',
  async (other) => {
    const { pauses, sent } = sending(other);
    await expect(sent).resolves.toEqual({ answer: other, tries: 1 });
    expect(pauses).toEqual([]);
  },
);

test('gives the fifth answer, whatever it says', async () => {
  const { send, sent } = sending();
  await expect(sent).resolves.toMatchObject({ answer: { status: 503 }, tries: 5 });
  expect(send).toHaveBeenCalledTimes(5);
});
