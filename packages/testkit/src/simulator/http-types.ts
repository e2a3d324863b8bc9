import type { IncomingHttpHeaders } from 'node:http';

/** A request, its body read to the end and decompressed. */
export interface SimulatorRequest {
  readonly method: string;
  /** Path and query exactly as sent. */
  readonly target: string;
  /** The path, not decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer; an absent body is an empty one. */
export interface SimulatorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
  /** Who asked, for the wire log. */
  readonly caller?: string | null;
}

/** Answers one request; a throw is answered by 500. */
export type RequestHandler = (
  request: SimulatorRequest,
) => SimulatorReply | Promise<SimulatorReply>;
