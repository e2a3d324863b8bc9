import type { Fault, FaultKind } from '@concord/testkit/conformance';
import type { FaultRuleInput } from '@concord/testkit/simulator';

const complaint = (errorCode: string, message: string): string =>
  JSON.stringify([{ message, errorCode }]);

const rules: Readonly<Record<Exclude<FaultKind, 'revoked'>, FaultRuleInput>> = {
  'answer-lost': { kind: 'reset', when: 'after' },
  'request-lost': { kind: 'reset' },
  'delivered-late': { kind: 'zombie', delayMs: 50 },
  'failed-after': {
    kind: 'status',
    when: 'after',
    status: 500,
    body: complaint('UNKNOWN_EXCEPTION', 'An unexpected error occurred.'),
  },
  unavailable: {
    kind: 'status',
    status: 503,
    body: complaint('SERVER_UNAVAILABLE', 'Server Unavailable'),
  },
  truncated: { kind: 'truncate' },
  garbled: { kind: 'malformed' },
  page: { kind: 'html' },
  empty: { kind: 'status', when: 'after', status: 200, body: '' },
  stalled: { kind: 'stall' },
  'session-expired': {
    kind: 'status',
    status: 401,
    body: complaint('INVALID_SESSION_ID', 'Session expired or invalid'),
  },
  throttled: {
    kind: 'status',
    status: 403,
    body: complaint('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  },
  locked: { kind: 'lock-row' },
  'odd-refusal': { kind: 'status', status: 400, body: complaint('ODD_REFUSAL', 'Something odd.') },
};

const changing = /"method":"(?:PATCH|POST|DELETE)"|"records":/u;

/** Requests of the data API whose body changes nothing: queries travel in Composite calls, too. */
const reading = { path: '^/services/data/', body: `^(?!.*(?:${changing.source}))` };

/** Whether a request may change records. */
export const isWrite = ({ method, body }: { method: string; body: string }): boolean =>
  method === 'DELETE' || changing.test(body);

/** The simulator's rule for a fault. */
export const toRule = (kind: Exclude<FaultKind, 'revoked'>, fault: Fault): FaultRuleInput => {
  const calls = fault.on === 'read' ? reading : { body: changing.source };
  // A lock strikes a record, not a request.
  const match = kind === 'locked' ? { method: 'WRITE' } : calls;
  return { ...rules[kind], match: { ...match, nth: fault.nth }, times: fault.times };
};
