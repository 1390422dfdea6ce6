import Ajv from 'ajv';
import { gatewayModels } from '../../../../projenrc/scripts/assets/contract';
import { ContractAsset } from '../../../../src/contract/assets';
import { paymentBody } from '../../../handlers/fakes/http-requests';

/** What draft 4, and with it API Gateway, does not know. */
const NEWER_WORDS = ['const', 'contains', 'propertyNames', 'if', 'then', 'else', 'examples', '$id', '$comment'];

const models = Object.entries(gatewayModels()).map(([name, text]) => ({ name, model: JSON.parse(text) }));

function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...keysOf(member)]);
}

test('there is a model for each name in the contract', () => {
  expect(models.map(({ name }) => name)).toEqual(Object.values(ContractAsset));
});

test.each(models)('$name is draft 4, without a word that API Gateway refuses', ({ model }) => {
  expect(model.$schema).toBe('http://json-schema.org/draft-04/schema#');
  expect(keysOf(model).filter((key) => NEWER_WORDS.includes(key))).toEqual([]);
});

test.each(models)('$name asks for an object and leaves the rest to the function', ({ model }) => {
  const { $schema: _dialect, ...rules } = model;
  const accepts = new Ajv({ strictTypes: false }).compile(rules);
  expect([accepts(paymentBody), accepts({}), accepts({ card: 1 })]).toEqual([true, true, true]);
  expect([accepts([]), accepts('text'), accepts(null)]).toEqual([false, false, false]);
});

test('the model names and describes every member of a request', () => {
  const { properties } = models[0]?.model ?? {};
  expect(Object.keys(properties)).toEqual(Object.keys(paymentBody));
  expect(Object.keys(properties.card.properties)).toEqual(Object.keys(paymentBody.card));
  expect(Object.values<{ description: string }>(properties).every(({ description }) => description !== '')).toBe(true);
});
