import type { EngineEvent } from '@concord/core/engine';
import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { askForWrites } from './ask-for-writes.ts';
import { openHubSpotWorld, recordsOf, type HubSpotWorld } from './hubspot-world.ts';
import { connectionId } from './world-of.ts';

const signal = new AbortController().signal;

describe('a person who types into HubSpot while we write', () => {
  it('finds every word in force at rest, whatever the instant (R-OVERWRITE-7)', async () => {
    let typing: HubSpotWorld | null = null;
    const typed = new Map<string, string>();
    const ids: string[] = [];
    const report = ({ event, object }: EngineEvent) => {
      const isOurs = event === 'write-call' || event === 'write-plan';
      if (!isOurs || object !== 'contacts' || typing === null) return;
      for (const id of ids.splice(0, 6)) {
        const jobtitle = `Typed ${typed.size}`;
        typing.simulator.portal.update({ object: 'contacts', id }, { jobtitle });
        typed.set(id, jobtitle);
      }
    };
    const world = await openHubSpotWorld({ report });
    const { known } = await askForWrites(world);
    for (const { id, email, jobtitle } of recordsOf(world, 'contacts')) {
      if (jobtitle === undefined && known.includes(String(email))) ids.push(String(id));
    }
    typing = world;
    await world.settle();
    expect(typed.size).toBeGreaterThan(3);
    for (const [id, jobtitle] of typed) {
      expect(world.simulator.portal.read({ object: 'contacts', id })).toMatchObject({ jobtitle });
    }
    expect(await world.promises()).toMatchObject({ overwritten: 0, doubled: 0 });
  });

  it('gets back what a call replaced that was on its way (R-OVERWRITE-7)', async () => {
    const world = await openHubSpotWorld();
    const id = world.simulator.portal.insert('contacts', { email: 'ada@race.example' });
    world.simulator.clock.advance(60_000);
    await world.settle();
    world.simulator.faults.add({
      kind: 'held',
      delayMs: 500,
      match: { path: '/contacts/batch/update' },
      times: 1,
    });
    const person = { email: 'ada@race.example', fields: { title: 'Ours' } };
    takeAnswer(await world.engine.syncPerson(person, {}));
    const writing = world.engine.runWrite(connectionId, signal);
    const isHeld = () => world.simulator.faults.list().some(({ struck }) => struck > 0);
    while (!isHeld()) await new Promise(setImmediate);
    const ref = { object: 'contacts', id };
    world.simulator.portal.update(ref, { jobtitle: 'Typed' });
    await writing;
    await world.settle();
    expect(world.simulator.portal.read(ref)).toMatchObject({ jobtitle: 'Typed' });
    expect(await world.promises()).toMatchObject({ overwritten: 0, restored: 1 });
  });
});

describe('a second integration that creates the same people', () => {
  it('is matched when it comes between our read and our write (R-DUP-2)', async () => {
    const emails = Array.from({ length: 8 }, (_, n) => `race.${n}@race.example`);
    let rival: HubSpotWorld | null = null;
    const report = ({ event, object }: EngineEvent) => {
      if (event !== 'write-plan' || object !== 'contacts' || rival === null) return;
      const { portal } = rival.simulator;
      rival = null;
      for (const email of emails) portal.insert('contacts', { email, lastname: 'Rival' });
    };
    const world = await openHubSpotWorld({ report });
    for (const email of emails) {
      const fields = { lastName: 'Ours', title: 'CTO' };
      takeAnswer(await world.engine.syncPerson({ email, fields }, {}));
    }
    rival = world;
    await world.engine.runWrite(connectionId, signal);
    await world.settle();
    for (const email of emails) {
      expect(recordsOf(world, 'contacts', { email })).toMatchObject([
        { lastname: 'Rival', jobtitle: 'CTO' },
      ]);
    }
  });
});

describe('a search that lags', () => {
  it('never lets a company be made twice (R-DUP-1)', async () => {
    const rules = { searchLag: { minMs: 600_000, maxMs: 600_000 } };
    const world = await openHubSpotWorld({ simulator: { rules } });
    const match = { path: '/companies/batch/create' };
    world.simulator.faults.add({ kind: 'reset', when: 'after', match, times: 1 });
    for (const name of ['Lag', 'Lag again']) {
      const company = { domain: 'lag.example', fields: { name } };
      takeAnswer(await world.engine.syncCompany(company, {}));
      await world.settle();
    }
    expect(recordsOf(world, 'companies', { domain: 'lag.example' })).toHaveLength(1);
    expect(await world.promises()).toMatchObject({ doubled: 0 });
  });

  it('brings a change of which it knew nothing yet in a later read (R-TIME-1)', async () => {
    const rules = { searchLag: { minMs: 240_000, maxMs: 240_000 } };
    const world = await openHubSpotWorld({ simulator: { rules } });
    world.simulator.portal.insert('contacts', { email: 'slow@lag.example', lastname: 'Slow' });
    world.simulator.clock.advance(1_000);
    await world.settle();
    expect(await world.store.findRecord('person', 'slow@lag.example')).toBeNull();
    world.simulator.clock.advance(250_000);
    await world.settle();
    expect(await world.store.findRecord('person', 'slow@lag.example')).not.toBeNull();
  });
});

describe('contacts that somebody merges', () => {
  it('are followed to the one that they became (R-DUP-5)', async () => {
    const world = await openHubSpotWorld();
    const { portal, clock } = world.simulator;
    const [primary, other] = ['one', 'two'].map((name) =>
      portal.insert('contacts', { email: `${name}@merge.example`, lastname: name }),
    );
    clock.advance(60_000);
    await world.settle();
    const id = portal.merge('contacts', { primary: primary ?? '', other: other ?? '' });
    clock.advance(60_000);
    await world.settle();
    const record = await world.store.findRecord('person', 'one@merge.example');
    const links = await world.store.linksOf([record?.id ?? '']);
    expect(links.map(({ crmId }) => crmId)).toEqual([id]);
    const person = { email: 'two@merge.example', fields: { title: 'CTO' } };
    takeAnswer(await world.engine.syncPerson(person, {}));
    await world.settle();
    expect(portal.read({ object: 'contacts', id })).toMatchObject({ jobtitle: 'CTO' });
    expect(recordsOf(world, 'contacts', { email: 'two@merge.example' })).toEqual([]);
  });
});
