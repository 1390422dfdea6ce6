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

afterEach(() => jest.useRealTimers());

function sending(...answers: ApiAnswer[]) {
  jest.useFakeTimers();
  const send = jest.fn(async () => answers.shift() ?? busy);
  return { send, sent: patiently(send) };
}

test('sends again what may be repeated, after as long as the answer says', async () => {
  const { send, sent } = sending(busy, answer(202));
  await jest.advanceTimersByTimeAsync(1_999);
  expect(send).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(1);
  await expect(sent).resolves.toMatchObject({ answer: { status: 202 }, tries: 2 });
});

test.each([answer(422, { retryable: false }), answer(502, undefined), answer(200)])(
  'takes any other answer as it is',
  async (other) => {
    const { sent } = sending(other);
    await expect(sent).resolves.toEqual({ answer: other, tries: 1 });
  },
);

test('gives the fifth answer, whatever it says', async () => {
  const { send, sent } = sending();
  await jest.advanceTimersByTimeAsync(60_000);
  await expect(sent).resolves.toMatchObject({ answer: { status: 503 }, tries: 5 });
  expect(send).toHaveBeenCalledTimes(5);
});
