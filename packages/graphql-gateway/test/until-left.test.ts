import { createTestClock } from '@concord/testkit';
import { describe, expect, it } from 'vitest';
import { untilLeft } from '../src/until-left.ts';

describe('untilLeft', () => {
  it('wakes a waiting source when its reader leaves', async () => {
    const clock = createTestClock();
    let ended = false;
    const stream = untilLeft(new AbortController().signal, async function* wait(signal) {
      await clock.sleep(60_000, signal);
      ended = signal.aborted;
      yield 'late';
    });
    const next = stream.next();
    await stream.return?.();
    await next;
    expect(ended).toBe(true);
  });
});
