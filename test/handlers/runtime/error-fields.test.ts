import { errorFields } from '../../../handlers/runtime/error-fields';
import { AcquirerUnavailableError, PaymentError } from '../../../handlers/runtime/errors';

test('names an error of ours, its code and the cause behind it', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), { code: 'ECONNREFUSED' });
  const fields = errorFields(new AcquirerUnavailableError('acquirer was not reached', { cause }));
  expect(fields).toMatchObject({
    errorName: 'AcquirerUnavailableError',
    errorCode: 'acquirer-unavailable',
    causeName: 'Error',
    causeCode: 'ECONNREFUSED',
  });
  expect(fields.errorAt).toContain('error-fields.test.ts');
});

test('leaves out every message', () => {
  const error = new PaymentError('internal-error', 'ours', { cause: new Error('value 4111111111111111 is too long') });
  expect(JSON.stringify(errorFields(error))).not.toMatch(/ours|4111|too long/);
});

test('does not take a message for the place, even if it looks like one', () => {
  const error = new Error('first line\n    at 4111111111111111 (card:1:1)');
  expect(JSON.stringify(errorFields(error))).not.toContain('4111');
});

test('tells the HTTP status of an SDK error', () => {
  expect(errorFields(Object.assign(new Error('x'), { $metadata: { httpStatusCode: 400 } }))).toMatchObject({
    httpStatus: 400,
  });
});

test.each([
  ['a text', 'secret text', 'string'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'object'],
  ['an object', { code: 'PG 4111111111111111' }, 'object'],
])('%s that was thrown is known by its type only', (_case, thrown, errorName) => {
  expect(errorFields(thrown)).toEqual({ errorName, errorCode: undefined, errorAt: undefined });
});

test('a name with data in it is not repeated', () => {
  const error = Object.assign(new Error('x'), { name: 'Error for card 4111', code: 'has spaces' });
  expect(errorFields(error)).toMatchObject({ errorName: 'Error', errorCode: undefined });
});
