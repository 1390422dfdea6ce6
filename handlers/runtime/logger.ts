import { FunctionEnvironment } from '../../src/contract/environment';
import { optionalEnvironment } from './environment';
import { errorFields } from './error-fields';
import { allowedFields, type LogFields, mask } from './log-fields';
import { serviceName } from './service-name';

export type { LogFields } from './log-fields';

/** What use cases and adapters see. Messages are literals; what varies goes into fields. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `error` is logged by name, code and place, never by its message. */
  error(message: string, error: unknown, fields?: LogFields): void;
  /** Fields of every line from here to the end of the invocation. */
  setContext(fields: LogFields): void;
  clearContext(): void;
}

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** Lambda's own setting wins, as it would drop the line anyway. */
const leastLevel = levelOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? optionalEnvironment(FunctionEnvironment.LOG_LEVEL));

function levelOf(name: string | undefined): number {
  const level = LEVELS.indexOf(name?.toUpperCase() ?? '');
  return level < 0 ? LEVELS.indexOf('INFO') : level;
}

/** X-Ray tells it anew for each run. */
const traceId = () => /(?:^|;)Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1];

let context: ReturnType<typeof allowedFields> = {};

/** One line of JSON, in the shape of Powertools for AWS Lambda (docs/decisions/0036). */
function write(level: 'INFO' | 'WARN' | 'ERROR', message: string, fields: LogFields): void {
  if (levelOf(level) < leastLevel) return;
  const line = {
    level,
    message: mask(message),
    timestamp: new Date().toISOString(),
    service: serviceName,
    xray_trace_id: traceId(),
    ...context,
    ...allowedFields(fields),
  };
  const stream = level === 'INFO' ? process.stdout : process.stderr;
  stream.write(`${JSON.stringify(line)}\n`);
}

export const logger: Logger = {
  info: (message, fields = {}) => write('INFO', message, fields),
  warn: (message, fields = {}) => write('WARN', message, fields),
  error: (message, error, fields = {}) => write('ERROR', message, { ...errorFields(error), ...fields }),
  setContext: (fields) => {
    context = { ...context, ...allowedFields(fields) };
  },
  clearContext: () => {
    context = {};
  },
};
