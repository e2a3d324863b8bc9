/**
 * A stream whose source is told at once when its reader leaves, even while the source waits: a
 * generator alone would hear of it only when it next yields.
 */
export const untilLeft = <Item>(
  left: AbortSignal,
  open: (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncIterableIterator<Item, void, undefined> => {
  const abort = new AbortController();
  const source = open(AbortSignal.any([left, abort.signal]));
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => source.next(),
    return: () => {
      abort.abort();
      return source.return();
    },
  };
};
