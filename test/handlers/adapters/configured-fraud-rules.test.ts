import { ConfiguredFraudRules } from '../../../handlers/adapters/configured-fraud-rules';
import { DEFAULT_FRAUD_RULES } from '../../../handlers/domain/fraud/default-fraud-rules';
import { fakeConfiguration } from '../fakes/configuration';
import { recordingLogger } from '../fakes/recording-logger';

const documentOf = (version: string) => JSON.stringify({ ...DEFAULT_FRAUD_RULES, version });

function setUp(values: Record<string, string>) {
  const logger = recordingLogger();
  return { logger, values, rules: new ConfiguredFraudRules(fakeConfiguration(values), logger) };
}

test.each([[{}], [{ 'fraud-rules': '-' }]])('are the rules that ship where the parameter is %j', async (values) => {
  await expect(setUp(values).rules.current()).resolves.toBe(DEFAULT_FRAUD_RULES);
});

test('follow the parameter without a deployment', async () => {
  const { rules, values } = setUp({ 'fraud-rules': documentOf('v1') });
  await expect(rules.current()).resolves.toMatchObject({ version: 'v1' });
  values['fraud-rules'] = documentOf('v2');
  await expect(rules.current()).resolves.toMatchObject({ version: 'v2' });
});

test('stay in force when a document that is wrong replaces them, and say once where it is wrong', async () => {
  const { rules, values, logger } = setUp({ 'fraud-rules': documentOf('v1') });
  await rules.current();
  values['fraud-rules'] = '{"version":"v2"}';
  await expect(rules.current()).resolves.toMatchObject({ version: 'v1' });
  await expect(rules.current()).resolves.toMatchObject({ version: 'v1' });
  const reason = expect.stringMatching(/^\/thresholds: /);
  expect(logger.lines).toEqual([expect.objectContaining({ level: 'error', parameterName: 'fraud-rules', reason })]);
});

test('fails by name when the first document is wrong, and recovers when it is mended', async () => {
  const { rules, values } = setUp({ 'fraud-rules': '{}' });
  await expect(rules.current()).rejects.toMatchObject({ code: 'configuration-invalid' });
  await expect(rules.current()).rejects.toThrow(/parameter 'fraud-rules' must be a document of fraud rules: \/version/);
  values['fraud-rules'] = documentOf('v1');
  await expect(rules.current()).resolves.toMatchObject({ version: 'v1' });
});
