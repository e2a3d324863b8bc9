import { isSyncError } from '@concord/core/contract';
import { pino, type Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';

export type Log = Logger;

// The second layer: events carry no values to begin with.
const hidden = [
  'token',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'authorization',
  'password',
];
const redact = hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** A log of one JSON line an event on standard output, each written before the next step. */
export const createLog = (level: Configuration['logLevel']): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact });

/** What may be logged of an error: never its message, which may quote a CRM or a query. */
export const describeError = (error: unknown): Readonly<Record<string, string | null>> => {
  if (isSyncError(error)) return { error: error.name, code: error.code, message: error.message };
  if (!(error instanceof Error)) return { error: typeof error, code: null };
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  const code = 'code' in error ? String(error.code) : null;
  return { error: error.name, code, stack: frames.slice(0, 5).join('\n') };
};
