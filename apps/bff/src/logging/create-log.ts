import pino from 'pino';
import type { Redact } from './redact.ts';

export type Log = pino.Logger;

/** Where finished log lines go. */
export interface LogSink {
  write(line: string): void;
}

/**
 * Structured logs, a JSON object a line. Every finished line passes the redactor: what reaches a log by a way nobody
 * thought of is still without secrets.
 */
export function createLog(options: { level: string; redact: Redact; sink: LogSink }): Log {
  const { level, redact, sink } = options;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: pino.stdSerializers.err },
    },
    { write: (line: string) => sink.write(redact(line)) },
  );
}
