import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { SimulatorReply } from './http-types.ts';

/** A socket-level way to spoil an answer that is otherwise complete. */
export type Spoil = 'reset' | 'truncate' | 'stall' | null;

/** How an answer leaves. */
export interface Sending {
  readonly reply: SimulatorReply;
  readonly gzip: boolean;
  readonly spoil: Spoil;
  /** The server's own time, ms, for the `Date` header. */
  readonly now: number;
}

const accepts = (request: IncomingMessage): boolean =>
  /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '');

const encode = (reply: SimulatorReply, gzip: boolean): [Buffer, Record<string, string>] => {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  const plain = body ?? Buffer.alloc(0);
  if (!gzip || plain.length < 256) return [plain, {}];
  return [gzipSync(plain, { level: 1 }), { 'content-encoding': 'gzip' }];
};

/** Sends the answer, whole or spoilt, and returns the bytes of its body. */
export const sendReply = (
  request: IncomingMessage,
  response: ServerResponse,
  sending: Sending,
): number => {
  if (sending.spoil === 'reset' || response.destroyed) {
    request.socket.destroy();
    return 0;
  }
  const [body, encoding] = encode(sending.reply, sending.gzip && accepts(request));
  const isEmpty = sending.reply.status === 204 || sending.reply.status === 304;
  response.writeHead(sending.reply.status, {
    date: new Date(sending.now).toUTCString(),
    ...(isEmpty ? {} : { 'content-length': String(body.length) }),
    ...encoding,
    ...sending.reply.headers,
  });
  if (sending.spoil === null || request.method === 'HEAD') {
    response.end(request.method === 'HEAD' || isEmpty ? undefined : body);
    return body.length;
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    if (sending.spoil === 'truncate') request.socket.destroy();
  });
  return body.length;
};
