/**
 * A signal that aborts at the first SIGTERM or SIGINT; a second one ends the process at once, for
 * an operator who will not wait.
 */
export const createStopSignal = (): AbortSignal => {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return stop.signal;
};
