import type { Logger } from '../../../handlers/runtime/logger';
import { capturedOutput } from '../fakes/captured-output';
import { CARD_NUMBER } from '../fakes/http-requests';

const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1';
const environment = process.env;

afterEach(() => {
  process.env = environment;
});

/** The module as a new environment loads it. */
function loaded(variables: Readonly<Record<string, string>> = {}): Logger {
  process.env = { ...environment, ...variables };
  jest.resetModules();
  return jest.requireActual<typeof import('../../../handlers/runtime/logger')>('../../../handlers/runtime/logger')
    .logger;
}

async function linesOf(work: () => void) {
  return (await capturedOutput(async () => work())).map((line) => JSON.parse(line));
}

function writeOfEachLevel(logger: Logger): void {
  logger.info('as planned');
  logger.warn('unusual');
  logger.error('failed', new RangeError('cut'));
}

test('a line says when, how grave, of which function and of which trace it is', async () => {
  const logger = loaded({ POWERTOOLS_SERVICE_NAME: 'relay-outbox', _X_AMZN_TRACE_ID: TRACE });
  const [line] = await linesOf(() => logger.info('outbox swept', { count: 3 }));
  expect(line).toEqual({
    level: 'INFO',
    message: 'outbox swept',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    service: 'relay-outbox',
    xray_trace_id: '1-5759e988-bd862e3fe1be46a994272793',
    count: 3,
  });
});

test('a line of a function without name and trace says so', async () => {
  const logger = loaded({ POWERTOOLS_SERVICE_NAME: '' });
  const [line] = await linesOf(() => logger.info('outbox swept'));
  expect(line).toEqual({
    level: 'INFO',
    message: 'outbox swept',
    timestamp: expect.any(String),
    service: 'service_undefined',
  });
});

test('a trace is of the run, not of the environment', async () => {
  const logger = loaded({ _X_AMZN_TRACE_ID: TRACE });
  process.env._X_AMZN_TRACE_ID = 'Root=1-2;Sampled=0';
  const [line] = await linesOf(() => logger.info('next'));
  expect(line.xray_trace_id).toBe('1-2');
});

test.each<[Readonly<Record<string, string>>, readonly string[]]>([
  [{}, ['INFO', 'WARN', 'ERROR']],
  [{ POWERTOOLS_LOG_LEVEL: 'DEBUG' }, ['INFO', 'WARN', 'ERROR']],
  [{ POWERTOOLS_LOG_LEVEL: 'warn' }, ['WARN', 'ERROR']],
  [{ POWERTOOLS_LOG_LEVEL: 'ERROR' }, ['ERROR']],
  [{ POWERTOOLS_LOG_LEVEL: 'INFO', AWS_LAMBDA_LOG_LEVEL: 'FATAL' }, []],
  [{ POWERTOOLS_LOG_LEVEL: 'unheard of' }, ['INFO', 'WARN', 'ERROR']],
])('with %j, of info, warning and error these are written: %j', async (variables, levels) => {
  const logger = loaded(variables);
  const lines = await linesOf(() => writeOfEachLevel(logger));
  expect(lines.map(({ level }) => level)).toEqual(levels);
});

test('what is wrong goes to standard error', async () => {
  const logger = loaded();
  const toError: string[] = [];
  const all = await capturedOutput(async () => {
    jest.mocked(process.stderr.write).mockImplementation((text) => toError.push(`${text}`) > 0);
    writeOfEachLevel(logger);
  });
  expect(all.map((line) => JSON.parse(line).level)).toEqual(['INFO']);
  expect(toError.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'WARN' },
    { level: 'ERROR', errorName: 'RangeError' },
  ]);
});

test('the context stands in each line until it is cleared, and a field of the line wins', async () => {
  const logger = loaded();
  const lines = await linesOf(() => {
    logger.setContext({ correlationId: 'c', paymentId: 'p' });
    logger.setContext({ status: 'received' });
    logger.info('one', { paymentId: 'q' });
    logger.clearContext();
    logger.info('two');
  });
  expect(lines[0]).toMatchObject({ correlationId: 'c', paymentId: 'q', status: 'received' });
  expect(lines[1]).not.toHaveProperty('correlationId');
});

test('no card number gets through, whether in the message, in a field or in the context', async () => {
  const logger = loaded();
  const lines = await capturedOutput(async () => {
    logger.setContext({ reason: CARD_NUMBER });
    logger.warn(`refused ${CARD_NUMBER}`, { status: CARD_NUMBER });
    Reflect.apply(logger.info, logger, ['card', { number: CARD_NUMBER }]);
  });
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain(CARD_NUMBER.slice(0, 6));
});
