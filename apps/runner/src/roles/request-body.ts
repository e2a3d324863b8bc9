import type { IncomingMessage } from 'node:http';

/** Of a body that nobody reads; past it the connection is ended. */
const unreadMax = 16 * 1_048_576;

/** The body of a request that is being received. */
export interface RequestBody {
  readonly stream: ReadableStream<Uint8Array>;
  /**
   * Takes in what nobody read, so that the caller hears the answer: one that is still sending is
   * told of a broken connection in its place.
   */
  readonly runOut: () => Promise<void>;
}

/** The body as it comes. Whoever cancels the stream ends its own reading, and not the connection. */
export const createBody = (incoming: IncomingMessage): RequestBody => {
  const pieces: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]();
  const runOut = async (): Promise<void> => {
    for (let unread = 0; unread <= unreadMax;) {
      const { done, value } = await pieces.next();
      if (done === true) return;
      unread += value.length;
    }
    incoming.destroy();
  };
  return {
    stream: new ReadableStream({
      pull: async (controller) => {
        const { done, value } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
    }),
    runOut,
  };
};
