import { requestFailure, type RequestName } from './request-failure.ts';

/** Statuses whose answer has no body. */
const bodiless = new Set([101, 103, 204, 205, 304]);

/** The same answer with its body in memory; throws when it breaks off or grows over `bytesMax`. */
export const readWhole = async (
  response: Response,
  bytesMax: number,
  name: RequestName,
): Promise<Response> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > bytesMax) throw requestFailure(name, 'too-large', `over ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  const { status, statusText } = response;
  const body = bodiless.has(status) ? null : join(chunks, size);
  return new Response(body, { status, statusText, headers: unpackedHeaders(response.headers) });
};

const join = (chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
};

const unpackedHeaders = (headers: Headers): Headers => {
  const kept = new Headers(headers);
  kept.delete('content-encoding');
  kept.delete('content-length');
  return kept;
};
