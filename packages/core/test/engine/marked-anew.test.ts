import { createEngine } from '@concord/core/engine';
import { expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';

it('counts the time after which a call cannot arrive from when it is sent, however long the mark took (R-DUP-1)', async () => {
  const { parts, store, clock, person } = await createWorld();
  const marks: number[] = [];
  const slow: typeof store.markSent = async (lease, ids, at) => {
    marks.push(Date.parse(at));
    if (marks.length === 1) await clock.advance(39_000);
    return store.markSent(lease, ids, at);
  };
  const engine = createEngine({ ...parts, store: { ...store, markSent: slow } });
  await person('ada@acme.com', { lastName: 'Ada' });
  await engine.runWrite(connectionId, new AbortController().signal);
  const [first = 0, second = 0] = marks;
  expect(marks).toHaveLength(2);
  expect(second - first).toBeGreaterThanOrEqual(39_000);
});
