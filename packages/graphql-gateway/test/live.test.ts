import type { Outcome, Store } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import { describe, expect, it } from 'vitest';
import { createFixture, type FixtureOptions } from './fixture.ts';
import { subscribe } from './read-stream.ts';

const { aPerson, aCompany, anOpportunity, aSkip, applyPage } = samples;

const outcomes = `subscription S($connectionId: ID, $after: String) {
  outcomeRecorded(connectionId: $connectionId, after: $after) { id status message }
}`;
const records = `subscription S($objects: [PlatformObject!], $after: String) {
  platformChanged(objects: $objects, after: $after) {
    object recordId removed
    record { __typename ... on Person { email company { domain } } ... on Company { domain } }
  }
}`;

const skip = (id: string, values: Partial<Outcome> = {}) => aSkip({ id, ...values });

/** Stores outcomes as a read does. */
const record = (store: Store, ...skipped: Outcome[]) => applyPage(store, { skipped });

/** A gateway that tells when its streams are open, and when nobody listens any more. */
const createLive = async (options: FixtureOptions = {}) => {
  let opened = Promise.withResolvers<void>();
  const silent = Promise.withResolvers<void>();
  const calls: string[] = [];
  const fixture = await createFixture({
    wrapStore: (memory) => {
      const store = options.wrapStore?.(memory) ?? memory;
      const lastChange: Store['lastChange'] = async () => {
        const place = await store.lastChange();
        setImmediate(() => {
          opened.resolve();
          opened = Promise.withResolvers();
        });
        return place;
      };
      const listChanges: Store['listChanges'] = (query) => {
        calls.push('listChanges');
        return store.listChanges(query);
      };
      const onChange: Store['onChange'] = async (ring) => {
        const end = await store.onChange(ring);
        return () => end().then(silent.resolve);
      };
      return { ...store, lastChange, listChanges, onChange };
    },
  });
  return { ...fixture, calls, opened: () => opened.promise, silent: silent.promise };
};

/** Begins to read, and waits until the stream is open. */
const open = async (
  fixture: Awaited<ReturnType<typeof createLive>>,
  ...given: [query: string, variables?: object]
) => {
  const opened = fixture.opened();
  const reader = subscribe(fixture, ...given);
  const first = reader.next();
  await opened;
  return { ...reader, first };
};

describe('outcomeRecorded', () => {
  it('tells of outcomes as they are recorded', async () => {
    const fixture = await createLive();
    const stream = await open(fixture, outcomes);
    await record(fixture.store, skip('s1'), skip('s2'));
    expect((await stream.first)?.data.outcomeRecorded).toMatchObject({
      id: 's1',
      status: 'SKIPPED',
      message: expect.stringContaining('email'),
    });
    expect((await stream.next())?.data.outcomeRecorded.id).toBe('s2');
    await stream.leave();
  });

  it('tells of one connection where one is named', async () => {
    const fixture = await createLive();
    const stream = await open(fixture, outcomes, { connectionId: 'c2' });
    await record(fixture.store, skip('s1'), skip('s2', { connectionId: 'c2' }));
    expect((await stream.first)?.data.outcomeRecorded.id).toBe('s2');
    await stream.leave();
  });

  it('goes on where a lost connection ended', async () => {
    const fixture = await createLive();
    const stream = await open(fixture, outcomes);
    await record(fixture.store, skip('s1'));
    const after = (await stream.first)?.cursor;
    await stream.leave();
    await record(fixture.store, skip('s2'), skip('s3'));
    const again = subscribe(fixture, outcomes, { after });
    expect((await again.next())?.data.outcomeRecorded.id).toBe('s2');
    expect((await again.next())?.data.outcomeRecorded.id).toBe('s3');
    await record(fixture.store, skip('s4'));
    expect((await again.next())?.data.outcomeRecorded.id).toBe('s4');
    await again.leave();
  });

  it('tells again of a change that was told of in part', async () => {
    const fixture = await createLive();
    const stream = await open(fixture, outcomes);
    await record(fixture.store, skip('s1'), skip('s2'));
    const after = (await stream.first)?.cursor;
    await stream.leave();
    const again = subscribe(fixture, outcomes, { after });
    expect((await again.next())?.data.outcomeRecorded.id).toBe('s1');
    expect((await again.next())?.data.outcomeRecorded.id).toBe('s2');
    await again.leave();
  });

  it('marks what it cannot tell any more, and goes on', async () => {
    let isForgotten = false;
    const fixture = await createLive({
      wrapStore: (memory) => ({
        ...memory,
        listChanges: (query) => (isForgotten ? Promise.resolve(null) : memory.listChanges(query)),
      }),
    });
    const stream = await open(fixture, outcomes);
    await record(fixture.store, skip('s1'));
    const after = (await stream.first)?.cursor;
    await stream.leave();
    isForgotten = true;
    const again = subscribe(fixture, outcomes, { after });
    const mark = await again.next();
    expect(mark).toMatchObject({ data: null, code: 'RESYNC' });
    isForgotten = false;
    await record(fixture.store, skip('s2'));
    expect((await again.next())?.data.outcomeRecorded.id).toBe('s2');
    await again.leave();
  });

  it('refuses a cursor that is none', async () => {
    const fixture = await createLive();
    const stream = subscribe(fixture, outcomes, { after: 'x' });
    expect(await stream.next()).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('looks up anew for each event what it shows beside it', async () => {
    const fixture = await createLive();
    await fixture.connect();
    const named = 'subscription { outcomeRecorded { connection { name } } }';
    const stream = await open(fixture, named);
    await record(fixture.store, skip('s1'));
    expect((await stream.first)?.data.outcomeRecorded.connection.name).toBe('Acme CRM');
    await fixture.store.changeConnection('c1', { name: 'Renamed' });
    await record(fixture.store, skip('s2'));
    expect((await stream.next())?.data.outcomeRecorded.connection.name).toBe('Renamed');
    await stream.leave();
  });

  it('stops reading when the last subscriber leaves', async () => {
    const fixture = await createLive();
    const stream = await open(fixture, outcomes);
    await record(fixture.store, skip('s1'));
    await stream.first;
    await stream.leave();
    await fixture.silent;
    const before = fixture.calls.length;
    await fixture.clock.advance(60_000);
    expect(fixture.calls.length).toBe(before);
  });
});

describe('platformChanged', () => {
  it('tells of records that were stored or removed', async () => {
    const fixture = await createLive();
    const stream = await open(fixture, records);
    await fixture.store.saveAndRequest([aCompany(), aPerson({ companyId: 'o1' })], []);
    expect((await stream.first)?.data.platformChanged).toMatchObject({
      object: 'COMPANY',
      removed: false,
      record: { __typename: 'Company', domain: 'acme.example' },
    });
    expect((await stream.next())?.data.platformChanged.record).toMatchObject({
      email: 'ada@acme.example',
      company: { domain: 'acme.example' },
    });
    await fixture.store.saveAndRequest([anOpportunity()], []);
    await stream.next();
    await applyPage(fixture.store, { forgotten: ['d1'] });
    expect((await stream.next())?.data.platformChanged).toEqual({
      object: 'OPPORTUNITY',
      recordId: 'd1',
      removed: true,
      record: null,
    });
    await stream.leave();
  });

  it('tells of the kinds that were asked for', async () => {
    const fixture = await createLive();
    const stream = await open(fixture, records, { objects: ['PERSON'] });
    await fixture.store.saveAndRequest([aCompany(), aPerson()], []);
    expect((await stream.first)?.data.platformChanged.recordId).toBe('p1');
    await stream.leave();
  });
});
