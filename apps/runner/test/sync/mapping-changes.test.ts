import type { FieldMapping, PlatformObject } from '@concord/core/platform';
import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { records } from './records.ts';
import { connectionId, type SyncWorld } from './sync-world.ts';

const { signal } = new AbortController();

const inBackground = async ({ engine }: SyncWorld) => {
  for (let run = await engine.runBackground(connectionId, signal); run !== null;) {
    if (run.state !== 'queued') return run;
    run = await engine.runBackground(connectionId, signal);
  }
  return null;
};

const mappingsOf = async ({ store }: SyncWorld, of: PlatformObject) =>
  (await store.getMappings(connectionId)).filter(({ object }) => object === of);

const remap = async (
  here: SyncWorld,
  change: (mappings: FieldMapping[]) => FieldMapping[],
  object: PlatformObject = 'person',
) => {
  const mappings = change(await mappingsOf(here, object));
  takeAnswer(await here.engine.saveMappings(connectionId, object, mappings));
};

const added = (platformField: string, crmField: string): FieldMapping => ({
  object: 'person',
  platformField,
  crmObject: 'Contact',
  crmField,
  direction: 'read',
  defaultValue: null,
  confirmed: false,
});

const requests = ({ simulator }: SyncWorld) => simulator.wire.list().length;

const person = async ({ store }: SyncWorld, email: string) =>
  (await store.findRecord('person', email))?.fields;

describe('a mapping that changes', () => {
  it('plans what is here anew, reading only the new field (R-TIME-3)', async () => {
    const here = await openSyncWorld();
    const Email = 'map@map.example';
    here.simulator.org.insert('Contact', { LastName: 'M', Email, Department: 'Research' });
    await here.settle();
    const checkpoints = await here.store.listCheckpoints([connectionId]);
    await remap(here, (known) => [...known, added('status', 'Department')]);
    const run = await inBackground(here);
    expect(run).toMatchObject({ kind: 'reprocess', state: 'done' });
    expect(await person(here, Email)).toMatchObject({ status: 'Research' });
    expect(await here.store.listCheckpoints([connectionId])).toEqual(checkpoints);
  });

  it('asks Salesforce nothing when the field is here already (R-TIME-3)', async () => {
    const here = await openSyncWorld();
    const Email = 'map@map.example';
    here.simulator.org.insert('Contact', { LastName: 'M', Email, Title: 'Chief' });
    await here.settle();
    await remap(here, (known) =>
      known.map((one) =>
        one.crmObject === 'Contact' && one.crmField === 'Title'
          ? { ...one, platformField: 'status' }
          : one,
      ),
    );
    const before = requests(here);
    await inBackground(here);
    expect(await person(here, Email)).toMatchObject({ status: 'Chief' });
    expect(requests(here)).toBe(before);
  });

  it('gives way to a read that is due, and goes on (R-TIME-3)', async () => {
    const here = await openSyncWorld();
    await remap(here, (known) => [...known, added('status', 'Department')]);
    takeAnswer(await here.engine.startRead(connectionId));
    const first = await here.engine.runBackground(connectionId, signal);
    expect(first).toMatchObject({ kind: 'reprocess', state: 'queued' });
    await here.engine.runRead(connectionId, signal);
    expect(await inBackground(here)).toMatchObject({ state: 'done' });
  });

  it('writes by itself what a broken mapping had blocked (R-ERR-2)', async () => {
    const here = await openSyncWorld();
    here.simulator.setRules({
      validations: [
        {
          name: 'Source',
          object: 'Contact',
          errorWhen: 'LeadSource = null',
          message: 'Say where they came from.',
          field: 'LeadSource',
        },
      ],
    });
    const email = 'blocked@map.example';
    takeAnswer(await here.engine.syncPerson({ email, fields: { lastName: 'B' } }, {}));
    await here.settle();
    const filter = { connectionId, statuses: ['failed'] } as const;
    expect(await here.store.countOutcomes(filter)).toBe(1);
    await remap(here, (known) =>
      known.map((one) =>
        one.crmField === 'LeadSource' && one.crmObject === 'Contact'
          ? { ...one, defaultValue: 'Web' }
          : one,
      ),
    );
    await here.settle();
    expect(await here.store.countOutcomes(filter)).toBe(0);
  });

  it('reads a newly mapped field of opportunities that are here (R-TIME-3)', async () => {
    const here = await openSyncWorld();
    here.simulator.org.insert('Opportunity', {
      Name: 'Mapped',
      StageName: 'Prospecting',
      CloseDate: '2026-12-31',
      NextStep: 'Call back',
    });
    await here.settle();
    const field = { object: 'opportunity', crmObject: 'Opportunity' } as const;
    await remap(
      here,
      (known) =>
        known.map((one) =>
          one.platformField === 'name' ? { ...one, ...field, crmField: 'NextStep' } : one,
        ),
      'opportunity',
    );
    expect(await inBackground(here)).toMatchObject({ kind: 'reprocess', state: 'done' });
    const query = { object: 'opportunity', first: 500, after: null } as const;
    const { items } = await here.store.listRecords(query);
    expect(items.map(({ item }) => item.fields['name'])).toContain('Call back');
  });

  it('of emails changes only what is recorded afterwards (R-TIME-4)', async () => {
    const here = await openSyncWorld();
    const known = await mappingsOf(here, 'emailMessage');
    expect(known.length).toBeGreaterThan(0);
    takeAnswer(await here.engine.saveMappings(connectionId, 'emailMessage', known.slice(1)));
    expect(await here.store.nextQueuedRun(connectionId, 'reprocess')).toBeNull();
  });
});

const changeSchema = async ({ simulator }: SyncWorld, change: object) => {
  const answer = await fetch(`${simulator.url}/__simulator/schema`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  expect(await answer.text()).not.toContain('"error');
  expect(answer.status).toBeLessThan(300);
};

describe('an account that changes under us', () => {
  const withField = async () => {
    const here = await openSyncWorld();
    await changeSchema(here, {
      action: 'add',
      object: 'Contact',
      field: 'Nick__c',
      definition: { type: 'string', length: 40 },
    });
    const Email = 'nick@map.example';
    here.simulator.org.insert('Contact', { LastName: 'N', Email, Nick__c: 'Nicky' });
    await here.settle();
    await remap(here, (known) => [...known, added('status', 'Nick__c')]);
    await inBackground(here);
    expect(await person(here, Email)).toMatchObject({ status: 'Nicky' });
    return here;
  };

  it('parks the mapping of a field that is gone, and the rest goes on (R-MAP-3)', async () => {
    const here = await withField();
    await changeSchema(here, { action: 'remove', object: 'Contact', field: 'Nick__c' });
    const Email = 'later@map.example';
    here.simulator.org.insert('Contact', { LastName: 'L', Email });
    await here.settle();
    expect(await person(here, Email)).toMatchObject({ lastName: 'L' });
    const findings = await here.engine.checkMappings(connectionId);
    expect(findings).toContainEqual(
      expect.objectContaining({ crmField: 'Nick__c', code: 'unknown-field' }),
    );
  });
});

describe('reconciliation', () => {
  it('takes note of a record that was deleted for good without a trace (R-DUP-5)', async () => {
    const here = await openSyncWorld();
    const Email = 'gone@map.example';
    const user = (await here.store.getConnection(connectionId))?.userId ?? '';
    // From a user who views all records nothing is hidden: not to be seen is to be gone.
    here.simulator.setRules({ userPermissions: [{ user, viewSetup: true }] });
    const id = here.simulator.org.insert('Contact', { LastName: 'G', Email });
    await here.settle();
    const ref = { object: 'Contact', id };
    here.simulator.org.remove(ref);
    here.simulator.org.purge(ref);
    const day = 25 * 60 * 60_000;
    here.simulator.clock.set(here.simulator.clock.now() + day);
    await here.settle();
    expect(await inBackground(here)).toMatchObject({ kind: 'reconcile', state: 'done' });
    const rows = await here.store.listMirror({
      connectionId,
      crmObject: 'Contact',
      after: null,
      limit: 5_000,
    });
    expect(rows.find((row) => row.id === id)).toMatchObject({ removed: true });
  });

  it('leaves a record that is only hidden, and makes no second one (R-DUP-1)', async () => {
    const here = await openSyncWorld();
    const email = 'hidden@map.example';
    takeAnswer(await here.engine.syncPerson({ email, fields: { lastName: 'H' } }, {}));
    await here.settle();
    const [link] = await here.store.linksOf([
      (await here.store.findRecord('person', email))?.id ?? '',
    ]);
    const user = (await here.store.getConnection(connectionId))?.userId ?? '';
    const ref = { object: 'Contact', id: String(link?.crmId) };
    here.simulator.org.share(ref, { user, isVisible: false });
    const day = 25 * 60 * 60_000;
    here.simulator.clock.set(here.simulator.clock.now() + day);
    await here.settle();
    await inBackground(here);
    takeAnswer(await here.engine.syncPerson({ email, fields: { title: 'CTO' } }, {}));
    await here.settle();
    const same = records(here, 'Contact', { Email: email });
    expect(same).toMatchObject([{ Id: ref.id }]);
  });
});
