import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';

// Salesforce: 16,384 bytes for the URI, and for URI and headers together. developer.salesforce.com, read 2026-11-21
const byteMax = 16_384;

const page = (status: number, reason: string): SimulatorReply => ({
  status,
  headers: { 'content-type': 'text/html;charset=iso-8859-1' },
  body: `<h1>Bad Message ${status}</h1><pre>reason: ${reason}</pre>`,
});

/** Refuses an over-long address or header block; null if the sizes are fine. */
export const checkUriSize = (request: SimulatorRequest): SimulatorReply | null => {
  if (request.target.length > byteMax) return page(414, 'URI Too Long');
  let size = request.target.length;
  for (const [name, value] of Object.entries(request.headers))
    size += name.length + String(value).length + 4;
  return size > byteMax ? page(431, 'Request Header Fields Too Large') : null;
};
