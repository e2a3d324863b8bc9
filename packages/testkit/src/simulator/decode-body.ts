import { gunzipSync, inflateSync } from 'node:zlib';

const decoders = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
]);

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : null;

/** A body as it was before the client compressed it; the status to refuse it with where it is broken or larger than `maxBytes`. */
export const decodeBody = (
  body: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Buffer | 400 | 413 | 415 => {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || body.length === 0) return body;
  const decode = decoders.get(name);
  if (!decode) return 415;
  try {
    return decode(body, { maxOutputLength: maxBytes });
  } catch (error) {
    return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 413 : 400;
  }
};
