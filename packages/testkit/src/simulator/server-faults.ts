import type { FaultRule } from './fault-rules.ts';
import type { SimulatorReply } from './http-types.ts';
import type { Spoil } from './send-reply.ts';

/**
 * The faults every simulator's server knows. `slow` takes effect at once and answers late; `held` takes effect late;
 * `zombie` cuts the connection at once and takes effect late; `duplicate` takes effect twice.
 */
export const serverFaultKinds: ReadonlySet<string> = new Set([
  'status',
  'reset',
  'truncate',
  'stall',
  'malformed',
  'html',
  'slow',
  'held',
  'zombie',
  'duplicate',
  'gzip',
]);

const page =
  '<html><head><title>Maintenance</title></head><body>We will be back soon.</body></html>';

/** How the fault spoils the socket. */
export const spoilOf = (fault: FaultRule | null): Spoil => {
  if (fault?.kind === 'reset' || fault?.kind === 'zombie') return 'reset';
  return fault?.kind === 'truncate' || fault?.kind === 'stall' ? fault.kind : null;
};

/** The answer with the fault in it. */
export const spoiledReply = (fault: FaultRule, reply: SimulatorReply): SimulatorReply => {
  if (fault.kind === 'malformed') {
    const text = String(reply.body ?? '{}');
    return { ...reply, body: `${text.slice(0, Math.ceil(text.length / 2))}]]` };
  }
  if (fault.kind !== 'status' && fault.kind !== 'html') return reply;
  const isHtml = fault.kind === 'html';
  return {
    status: fault.status ?? (isHtml ? 200 : 503),
    headers: { 'content-type': fault.contentType ?? (isHtml ? 'text/html' : 'application/json') },
    body: fault.body ?? (isHtml ? page : ''),
  };
};
