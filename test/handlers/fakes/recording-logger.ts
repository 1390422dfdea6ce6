import type { LogFields, Logger } from '../../../handlers/runtime/logger';

export interface LogLine extends LogFields {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

export interface RecordingLogger extends Logger {
  readonly lines: LogLine[];
}

/** Keeps what was logged. */
export function recordingLogger(): RecordingLogger {
  const lines: LogLine[] = [];
  let context: LogFields = {};
  return {
    lines,
    info: (message, fields) => void lines.push({ ...context, ...fields, level: 'info', message }),
    warn: (message, fields) => void lines.push({ ...context, ...fields, level: 'warn', message }),
    error: (message, _error, fields) => void lines.push({ ...context, ...fields, level: 'error', message }),
    setContext: (fields) => {
      context = { ...context, ...fields };
    },
    clearContext: () => {
      context = {};
    },
  };
}
