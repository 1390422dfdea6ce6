import { optionalEnvironment, requireEnvironment } from '../../../handlers/runtime/environment';
import { ConfigurationError } from '../../../handlers/runtime/errors';

const NAME = 'PAYMENT_TEST_VARIABLE';
afterEach(() => {
  delete process.env[NAME];
});

test('reads what is set', () => {
  process.env[NAME] = 'value';
  expect([requireEnvironment(NAME), optionalEnvironment(NAME)]).toEqual(['value', 'value']);
});

test.each([undefined, ''])('takes %j for absent, and names the variable when it is needed', (value) => {
  if (value !== undefined) process.env[NAME] = value;
  expect(optionalEnvironment(NAME)).toBeUndefined();
  expect(() => requireEnvironment(NAME)).toThrow(ConfigurationError);
  expect(() => requireEnvironment(NAME)).toThrow(`'${NAME}' must be set`);
});
