import type { Context, RateLimit } from '@concord/core/contract';
import type { Sandbox } from './sandbox.ts';

interface Window {
  readonly limit: RateLimit;
  /** When a request was counted, by the CRM's clock, oldest first. */
  readonly sentAt: number[];
  max: number;
}

/** Waits on the CRM's clock until the window has room for one more request. */
const waitForRoom = async ({ limit, sentAt, max }: Window, sandbox: Sandbox): Promise<void> => {
  const oldest = sentAt.at(-max);
  if (oldest === undefined) return;
  const waitMs = oldest + limit.perMs - Date.parse(sandbox.now());
  if (waitMs > 0) await sandbox.advance(waitMs);
};

/** A context that keeps to the limits by waiting on the CRM's clock; one request at a time. */
export const paceRequests = (
  context: Context,
  limits: readonly RateLimit[],
  sandbox: Sandbox,
): Context => {
  const windows = limits.map((limit): Window => ({ limit, sentAt: [], max: limit.max }));
  const send: Context['fetch'] = async (path, init) => {
    const request = { method: init?.method ?? 'GET', path };
    const counting = windows.filter(({ limit }) => limit.counts(request));
    for (const window of counting) await waitForRoom(window, sandbox);
    for (const { sentAt } of counting) sentAt.push(Date.parse(sandbox.now()));
    const response = await context.fetch(path, init);
    for (const window of counting)
      window.max = window.limit.observe?.(response.headers)?.max ?? window.max;
    return response;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...context,
    fetch: (path, init) => {
      const sent = last.then(() => send(path, init));
      last = sent.catch(() => null);
      return sent;
    },
  };
};
