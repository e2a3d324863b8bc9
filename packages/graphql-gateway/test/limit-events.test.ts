import type { Store } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { costOf } from '../src/cost-of.ts';
import { schema } from '../src/schema/schema.ts';
import { createFixture } from './fixture.ts';
import { subscribe } from './read-stream.ts';

const { aCompany } = samples;

const changes = `subscription S($after: String) {
  platformChanged(after: $after) { recordId record { ... on Company { links { crmId } } } }
}`;

/** A gateway that notes the signals by which its work ends. */
const createWatched = async (wrapStore: (store: Store) => Store) => {
  const wanted: AbortSignal[] = [];
  const fixture = await createFixture({
    wrapStore,
    whileWanted: (signal, work) => {
      wanted.push(signal);
      return work();
    },
  });
  const after = await fixture.store.lastChange();
  const cursor = Buffer.from(JSON.stringify(['changes', after])).toString('base64url');
  return { ...fixture, cursor, wanted };
};

describe('an event of a stream', () => {
  it('that takes too long is told as an error, ends its queries, and the stream goes on', async () => {
    let looks = 0;
    const fixture = await createWatched((memory) => ({
      ...memory,
      linksOf: (ids) => {
        looks += 1;
        return looks === 1 ? new Promise(() => {}) : memory.linksOf(ids);
      },
    }));
    await fixture.store.saveAndRequest([aCompany({ id: 'slow' })], []);
    await fixture.store.saveAndRequest([aCompany({ id: 'swift', key: 'b.example' })], []);
    const stream = subscribe(fixture, changes, { after: fixture.cursor });
    expect(await stream.next()).toMatchObject({ code: 'TIMEOUT' });
    expect(fixture.wanted[0]?.aborted).toBe(true);
    expect((await stream.next())?.data.platformChanged.recordId).toBe('swift');
    await stream.leave();
  });

  it('beyond the share of its reader waits for it, and is told all the same', async () => {
    const cost = costOf({ schema, document: parse(changes) });
    const draws: number[] = [];
    const fixture = await createWatched((memory) => ({
      ...memory,
      drawShare: async ({ now, wanted }) => {
        draws.push(Date.parse(now));
        if (draws.length === 1) return cost;
        return draws.length < 4 ? 0 : wanted;
      },
    }));
    await fixture.store.saveAndRequest([aCompany({ id: 'dear' })], []);
    const stream = subscribe(fixture, changes, { after: fixture.cursor });
    expect((await stream.next())?.data.platformChanged.recordId).toBe('dear');
    expect(draws).toHaveLength(4);
    expect(new Set(draws.slice(1)).size).toBe(3);
    await stream.leave();
  });
});
