import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import { errorFields } from './error-fields';
import { allowedFields, type LogFields, mask } from './log-fields';

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

const writer = new PowertoolsLogger();

export const logger: Logger = {
  info: (message, fields = {}) => writer.info(mask(message), allowedFields(fields)),
  warn: (message, fields = {}) => writer.warn(mask(message), allowedFields(fields)),
  error: (message, error, fields = {}) =>
    writer.error(mask(message), allowedFields({ ...errorFields(error), ...fields })),
  setContext: (fields) => writer.appendKeys(allowedFields(fields)),
  clearContext: () => writer.resetKeys(),
};
