import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setting } from './measure.ts';

/** A subscription over a socket of its own, of which nothing is read that is not asked for. */
export interface EventStream {
  /** Resolves when it is open: when anything has come. */
  readonly opened: Promise<void>;
  readonly socket: Socket;
}

/** Subscribes; the socket is paused once the stream is open. */
export function openEventStream(query: string): EventStream {
  const url = new URL('/graphql', setting('GATEWAY_URL'));
  const socket = connect(Number(url.port), url.hostname);
  const opened = Promise.withResolvers<void>();
  const body = JSON.stringify({ query });
  socket.write(
    [
      'POST /graphql HTTP/1.1',
      `host: ${url.host}`,
      'accept: text/event-stream',
      'content-type: application/json',
      `authorization: Bearer ${setting('API_KEY')}`,
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
  socket.once('data', (first: Buffer) => {
    socket.pause();
    if (first.toString().startsWith('HTTP/1.1 200')) opened.resolve();
    else opened.reject(new Error(`a stream was refused: ${first.toString()}`));
  });
  socket.once('error', opened.reject);
  socket.once('end', () => opened.reject(new Error('a stream has ended')));
  return { opened: opened.promise, socket };
}

/** Opens so many, some at a time, as clients that come one after the other do. */
export async function openEventStreams(count: number, queryOf: (at: number) => string) {
  const streams: EventStream[] = [];
  while (streams.length < count) {
    const size = Math.min(50, count - streams.length);
    const some = Array.from({ length: size }, (_, at) =>
      openEventStream(queryOf(streams.length + at)),
    );
    await Promise.all(some.map(({ opened }) => opened));
    streams.push(...some);
  }
  return streams;
}
