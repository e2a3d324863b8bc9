import { createMemoryQueue } from '@concord/core/memory-store';
import type { Bell } from '@concord/core/ports';
import { createTestClock } from '@concord/testkit';
import { describe, expect, it } from 'vitest';

const bell = (connectionId: string): Bell => ({ work: 'read', connectionId });

/** Lets promises that have settled run what waits for them. */
const settle = (): Promise<void> => new Promise((done) => void setImmediate(done));

describe('the memory queue', () => {
  it('answers bells rung before anyone listened, each kind once', async () => {
    const queue = createMemoryQueue(createTestClock());
    const heard: string[] = [];
    await queue.ring(bell('c1'));
    await queue.ring(bell('c1'));
    await queue.ring(bell('c2'));
    await queue.listen(async ({ connectionId }) => void heard.push(connectionId));
    await settle();
    expect(heard).toEqual(['c1', 'c2']);
  });

  it('answers a bell that rings during its answer once more, after it', async () => {
    const queue = createMemoryQueue(createTestClock());
    const ends: (() => void)[] = [];
    await queue.listen(() => new Promise<void>((end) => void ends.push(end)));
    await queue.ring(bell('c1'));
    await queue.ring(bell('c1'));
    await queue.ring(bell('c1'));
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await settle();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await queue.stop();
    expect(ends).toHaveLength(2);
  });

  it('rings again later when the answer throws', async () => {
    const clock = createTestClock();
    const queue = createMemoryQueue(clock);
    let count = 0;
    await queue.listen(async () => {
      count += 1;
      if (count === 1) throw new Error('not yet');
    });
    await queue.ring(bell('c1'));
    await settle();
    await clock.advance(4_999);
    expect(count).toBe(1);
    await clock.advance(1);
    await settle();
    expect(count).toBe(2);
  });

  it('waits for answers when it stops, and tells them to end', async () => {
    const queue = createMemoryQueue(createTestClock());
    const steps: string[] = [];
    await queue.listen(async (_, signal) => {
      await new Promise<void>((end) => {
        signal.addEventListener('abort', () => end());
      });
      steps.push('ended');
    });
    await queue.ring(bell('c1'));
    await queue.stop();
    await queue.ring(bell('c1'));
    expect(steps).toEqual(['ended']);
  });
});
