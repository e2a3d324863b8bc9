import { createSyncError, type SyncError } from '../contract/index.ts';

/** A request as errors name it: without query, headers or body, which may hold values. */
export interface RequestName {
  readonly method: string;
  readonly path: string;
}

type Cause =
  | 'timed-out'
  | 'lost'
  | 'never-sent'
  | 'too-large'
  | 'misdirected'
  | 'cancelled'
  | 'cancelled-unsent';

const kinds = {
  'timed-out': { code: 'unavailable', retry: 'later', sent: true },
  lost: { code: 'unavailable', retry: 'later', sent: true },
  'never-sent': { code: 'unavailable', retry: 'later', sent: false },
  'too-large': { code: 'malformed', retry: 'never', sent: true },
  misdirected: { code: 'malformed', retry: 'never', sent: false },
  cancelled: { code: 'cancelled', retry: 'later', sent: true },
  'cancelled-unsent': { code: 'cancelled', retry: 'later', sent: false },
} as const;

/** The error of a request without an answer; what was sent and may change data has effect `unknown`. */
export const requestFailure = (name: RequestName, cause: Cause, detail: string): SyncError => {
  const { code, retry, sent } = kinds[cause];
  const effect = sent && !isSafe(name.method) ? 'unknown' : 'none';
  return createSyncError(`${name.method} ${name.path}: ${detail}`, { code, retry, effect });
};

/** Names a request by method and path. */
export const nameOf = (url: URL, init?: RequestInit): RequestName => ({
  method: (init?.method ?? 'GET').toUpperCase(),
  path: url.pathname,
});

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';

// Node and undici: failures to reach the server, before a request is written.
// nodejs.org/api/errors.html, undici.nodejs.org/api/errors, read 2026-11-21
const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** The error of a `fetch` that threw, by the code of its innermost cause. */
export const fetchFailure = (name: RequestName, thrown: unknown): SyncError => {
  const code = codeOf(thrown);
  return unreached.has(code)
    ? requestFailure(name, 'never-sent', `could not connect (${code})`)
    : requestFailure(name, 'lost', `the answer was lost (${code})`);
};

const codeOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return 'unknown';
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return codeOf(thrown.errors[0]);
  if (thrown.cause instanceof Error) return codeOf(thrown.cause);
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.name;
};
