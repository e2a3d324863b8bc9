import type { Fault, FaultKind } from '@concord/testkit/conformance';
import type { FaultRuleInput } from '@concord/testkit/simulator';

const refusal = (category: string, message: string): string =>
  JSON.stringify({ status: 'error', message, correlationId: 'fault', category });

const rules: Readonly<Record<Exclude<FaultKind, 'revoked'>, FaultRuleInput>> = {
  'answer-lost': { kind: 'reset', when: 'after' },
  'request-lost': { kind: 'reset' },
  'delivered-late': { kind: 'zombie', delayMs: 50 },
  'failed-after': {
    kind: 'status',
    when: 'after',
    status: 500,
    body: refusal('INTERNAL_ERROR', 'internal error'),
  },
  unavailable: {
    kind: 'status',
    status: 503,
    body: '<html><body>Service Unavailable</body></html>',
    contentType: 'text/html',
  },
  truncated: { kind: 'truncate' },
  garbled: { kind: 'malformed' },
  page: { kind: 'html' },
  empty: { kind: 'status', when: 'after', status: 200, body: '' },
  stalled: { kind: 'stall' },
  'session-expired': {
    kind: 'status',
    status: 401,
    body: refusal('EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired.'),
  },
  throttled: { kind: 'rate-limit' },
  locked: { kind: 'locked' },
  'odd-refusal': { kind: 'status', status: 400, body: refusal('ODD_REFUSAL', 'Something odd.') },
};

/** What the connector writes with: batches; they read by other addresses of their own. */
const writing = '/batch/(?!read)';

const reading = `^(?!/oauth/[^/]+/token$)(?!.*${writing})`;

/** Whether a request may change records. */
export const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
  method !== 'GET' && !/^\/oauth\/|\/search$|\/batch\/read(?:\?|$)/u.test(path);

/** The simulator's rule for a fault. */
export const toRule = (kind: Exclude<FaultKind, 'revoked'>, fault: Fault): FaultRuleInput => ({
  ...rules[kind],
  match: { path: fault.on === 'read' ? reading : writing, nth: fault.nth },
  times: fault.times,
});
