import { toInstant } from '@concord/core/contract';
import { createTestClock } from '@concord/testkit';
import { describe, expect, it } from 'vitest';
import { openStream } from '../src/live/open-stream.ts';
import type { GatewayContext } from '../src/schema/builder.ts';

/** A reader whose token ends at an instant. */
const createReader = (expiresAt: string | null) => {
  const clock = createTestClock();
  const caller = { expiresAt: expiresAt === null ? null : toInstant(expiresAt) };
  const request = new Request('http://localhost');
  return { clock, context: { clock, caller, request } as unknown as GatewayContext };
};

describe('openStream', () => {
  it('ends with an error when the token expires', async () => {
    const { clock, context } = createReader('2026-01-01T00:01:00.000Z');
    const stream = openStream(context, async function* tell(signal) {
      yield 'first';
      await clock.sleep(3_600_000, signal);
      yield 'late';
    });
    expect(await stream.next()).toEqual({ value: 'first', done: false });
    const next = stream.next();
    await clock.advance(59_999);
    const waits = Promise.race([next.then(String, String), Promise.resolve('waits')]);
    expect(await waits).toBe('waits');
    void clock.advance(1);
    await expect(next).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  it('tells nothing more to a slow reader whose token has expired', async () => {
    const { clock, context } = createReader('2026-01-01T00:01:00.000Z');
    const stream = openStream(context, async function* tell() {
      for (const item of ['first', 'second', 'third']) yield item;
    });
    await stream.next();
    await clock.advance(60_000);
    await expect(stream.next()).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  it('waits for a token that lasts longer than a timer', async () => {
    const { clock, context } = createReader('2026-03-01T00:00:00.000Z');
    const stream = openStream(context, async function* tell(signal) {
      await clock.sleep(40 * 86_400_000, signal);
      yield 'after 40 days';
    });
    const next = stream.next();
    await clock.advance(40 * 86_400_000);
    expect(await next).toEqual({ value: 'after 40 days', done: false });
    await stream.return?.();
  });

  it('ends without an error when its reader leaves', async () => {
    const { clock, context } = createReader('2026-01-01T00:01:00.000Z');
    const stream = openStream(context, async function* tell(signal) {
      await clock.sleep(3_600_000, signal);
      yield 'late';
    });
    const next = stream.next();
    await stream.return?.();
    expect((await next).done).toBe(true);
    await clock.advance(60_000);
  });
});
