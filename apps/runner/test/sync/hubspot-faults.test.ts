import type { FaultRuleInput } from '@concord/testkit/simulator';
import { describe, expect, it } from 'vitest';
import { askForWrites } from './ask-for-writes.ts';
import { hubspotApp, openHubSpotWorld, recordsOf, type HubSpotWorld } from './hubspot-world.ts';
import { connectionId } from './world-of.ts';

const creates = { path: '/contacts/batch/create' };
const updates = { path: '/batch/update' };
const lists = { method: 'GET', path: '/contacts' };
const searches = { path: '/search' };

const body = (category: string): string =>
  JSON.stringify({ status: 'error', category, message: 'No.', correlationId: 'a' });

interface FaultCase {
  readonly name: string;
  readonly rules: readonly FaultRuleInput[];
}

const cases: readonly FaultCase[] = [
  {
    name: 'answers lost after commit',
    rules: [
      { kind: 'reset', when: 'after', match: creates, times: 2 },
      { kind: 'reset', when: 'after', match: updates, times: 2 },
    ],
  },
  { name: 'requests lost on the way', rules: [{ kind: 'reset', match: creates, times: 2 }] },
  {
    name: '502 pages after commit',
    rules: [{ kind: 'html', when: 'after', match: updates, times: 2 }],
  },
  {
    name: 'broken JSON and cut bodies',
    rules: [
      { kind: 'malformed', when: 'after', match: creates, times: 1 },
      { kind: 'truncate', match: updates, times: 1 },
    ],
  },
  {
    name: 'no room for more requests in ten seconds (R-TIME-6)',
    rules: [
      { kind: 'rate-limit', match: creates, times: 2 },
      { kind: 'rate-limit', match: searches, times: 2 },
    ],
  },
  { name: 'locked records', rules: [{ kind: 'locked', match: updates, times: 2 }] },
  {
    name: 'a token that expires between two calls',
    rules: [
      {
        kind: 'status',
        status: 401,
        body: body('EXPIRED_AUTHENTICATION'),
        match: creates,
        times: 1,
      },
      {
        kind: 'status',
        status: 401,
        body: body('EXPIRED_AUTHENTICATION'),
        match: updates,
        times: 1,
      },
    ],
  },
  { name: 'calls carried out twice', rules: [{ kind: 'duplicate', match: updates, times: 2 }] },
  {
    name: 'calls carried out after we gave them up',
    rules: [{ kind: 'zombie', match: creates, delayMs: 400, times: 1 }],
  },
];

const isOfGrants = ({ name }: FaultCase): boolean => name.startsWith('a token');

/** Each person asked for stands in HubSpot exactly as the rules want it. */
const expectAllWritten = (world: HubSpotWorld, fresh: readonly string[]): void => {
  for (const email of fresh) {
    const found = recordsOf(world, 'contacts', { email });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ lastname: 'New', firstname: 'Ada' });
    expect(found[0]?.['associatedcompanyid']).toBeDefined();
  }
};

describe('a cycle with HubSpot that meets', () => {
  it.each(cases)(
    '$name loses, doubles and overwrites nothing (R-DUP-1, R-ERR-2)',
    async (one) => {
      const world = await openHubSpotWorld();
      const { fresh } = await askForWrites(world);
      for (const rule of one.rules) world.simulator.faults.add(rule);
      await world.settle();
      const struck = world.simulator.faults.list().map(({ struck: times }) => times);
      expect(Math.min(...struck), 'every fault struck').toBeGreaterThan(0);
      expectAllWritten(world, fresh);
      expect(await world.promises()).toMatchObject({ overwritten: 0, doubled: 0 });
      const failed = { connectionId, statuses: ['failed', 'waiting'] } as const;
      expect(await world.store.countOutcomes(failed)).toBe(0);
      if (isOfGrants(one)) expect(world.simulator.wire.list(0).some(isRenewal)).toBe(true);
    },
    60_000,
  );
});

const isRenewal = ({ target }: { readonly target: string }): boolean =>
  target.startsWith('/oauth/') && target.endsWith('/token');

describe('a connection to HubSpot', () => {
  it('goes on with a new token when half an hour is over (R-ERR-4)', async () => {
    const world = await openHubSpotWorld();
    const { grant } = hubspotApp(world.simulator.url);
    expect((await world.reconnect({ grant, token: null })).ok).toBe(true);
    world.simulator.clock.advance(31 * 60_000);
    const { fresh } = await askForWrites(world);
    await world.settle();
    expectAllWritten(world, fresh);
    expect((await world.store.getConnection(connectionId))?.state).toBe('active');
  });

  it('waits for a person when its grant is revoked, and loses nothing (R-ERR-4)', async () => {
    const world = await openHubSpotWorld();
    const { fresh } = await askForWrites(world);
    const revoked = { status: 'BAD_REFRESH_TOKEN', error: 'invalid_grant', message: 'Revoked.' };
    const { faults } = world.simulator;
    const always = { kind: 'status', times: 1_000 } as const;
    const dead = [
      { ...always, status: 401, body: body('INVALID_AUTHENTICATION'), match: { path: '/crm/' } },
      { ...always, status: 400, body: JSON.stringify(revoked), match: { path: '/oauth/' } },
    ].map((rule) => faults.add(rule));
    await world.engine.runWrite(connectionId, new AbortController().signal);
    expect((await world.store.getConnection(connectionId))?.state).toBe('needs-reconnect');
    for (const one of dead) faults.remove(one);
    expect((await world.reconnect(hubspotApp(world.simulator.url))).ok).toBe(true);
    await world.settle();
    expectAllWritten(world, fresh);
  });

  it('reads pages again that broke', async () => {
    const world = await openHubSpotWorld();
    world.simulator.faults.add({ kind: 'truncate', match: lists, times: 1 });
    world.simulator.faults.add({ kind: 'malformed', match: searches, times: 1 });
    world.simulator.portal.insert('contacts', { email: 'late@read.example', lastname: 'Late' });
    world.simulator.clock.advance(60_000);
    await world.settle();
    expect(await world.store.findRecord('person', 'late@read.example')).not.toBeNull();
  });
});
