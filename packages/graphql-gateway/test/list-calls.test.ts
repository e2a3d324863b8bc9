import type { Store } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import { execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createLive } from '../src/live/live.ts';
import { createStreamPlaces } from '../src/live/stream-places.ts';
import { createLoaders } from '../src/loaders.ts';
import { schema } from '../src/schema/schema.ts';
import { countCalls } from './count-calls.ts';
import { createFixture } from './fixture.ts';
import { storePeople } from './sample-people.ts';
import { listsOf, wholeQuery } from './whole-query.ts';

const { aRun, minute } = samples;

/** Calls that any list with everything below it may take, however long it is. */
const callMax = 60;

const storeRuns = async (store: Store, count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) {
    await store.saveRun(aRun({ id: `run${at}`, state: 'done', endedAt: minute(at) }));
  }
};

/** As many as a query of everything may ask for. */
const pageSize = 10;

/** A gateway over as many records of each kind, whose calls of the store are counted. */
const createCounted = async (count: number) => {
  let calls: string[] = [];
  const fixture = await createFixture({
    wrapStore: (memory) => {
      const counted = countCalls(memory);
      calls = counted.calls;
      return counted.store;
    },
  });
  await fixture.connect();
  await storePeople(fixture.store, count);
  await storeRuns(fixture.store, count);
  await fixture.engine.setSwitches('c1', { writing: true });
  for (let at = 0; at < count; at += 1) {
    await fixture.engine.syncPerson({ email: `new${at}@acme.example` }, {});
  }
  const callsOf = async (list: string) => {
    const { engine, store, clock } = fixture;
    const parts = { ...fixture, mode: 'production', origins: [], log: () => {} };
    const places = createStreamPlaces();
    const live = createLive({ ...parts, clock, workspace: 'default', places });
    const contextValue = {
      ...parts,
      loaders: createLoaders({ store, engine, live }),
      live,
      caller: { id: 'key', role: 'admin', expiresAt: null },
      request: new Request('http://localhost'),
    };
    calls.length = 0;
    const document = parse(wholeQuery(schema, list, pageSize));
    const { data, errors } = await execute({ schema, document, contextValue });
    expect(errors).toBeUndefined();
    const found = (data as Record<string, { readonly edges: readonly unknown[] }>)[list];
    return { found: found?.edges.length ?? 0, calls: [...calls] };
  };
  return callsOf;
};

const few = await createCounted(4);
const many = await createCounted(30);

describe('a list with everything below it', () => {
  it.each(listsOf(schema))('%s takes no more calls for more records', async (list) => {
    const short = await few(list);
    const long = await many(list);
    expect(short.found).toBeGreaterThan(3);
    expect(long.found).toBeGreaterThan(9);
    expect(long.calls.length).toBeLessThanOrEqual(short.calls.length);
    expect(long.calls.length).toBeLessThanOrEqual(callMax);
  });
});
