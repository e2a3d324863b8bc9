import type { EngineEvent } from '@concord/core/engine';
import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { askForWrites } from './ask-for-writes.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { records } from './records.ts';
import { connectionId, type SyncWorld } from './sync-world.ts';

const ourId = async ({ store }: SyncWorld): Promise<string> =>
  (await store.getConnection(connectionId))?.userId ?? '';

describe('a second integration that creates the same people', () => {
  it('is matched when it comes between our read and our write (R-DUP-2)', async () => {
    const emails = Array.from({ length: 8 }, (_, n) => `race.${n}@race.example`);
    let rival: SyncWorld | null = null;
    const report = ({ event, object }: EngineEvent) => {
      if (event !== 'page-apply' || object !== 'Contact' || rival === null) return;
      for (const Email of emails) {
        rival.simulator.org.insert('Contact', { LastName: 'Rival', Email });
      }
      rival = null;
    };
    const created = await openSyncWorld({ report });
    for (const email of emails) {
      const fields = { lastName: 'Ours', title: 'CTO' };
      takeAnswer(await created.engine.syncPerson({ email, fields }, {}));
    }
    rival = created;
    const { signal } = new AbortController();
    await created.engine.runWrite(connectionId, signal);
    await created.settle();
    for (const email of emails) {
      const [contact, ...others] = records(created, 'Contact', { Email: email });
      expect(others).toEqual([]);
      expect(contact).toMatchObject({ LastName: 'Rival', Title: 'CTO' });
    }
  });

  it('is matched when a duplicate rule stops our create (R-DUP-2, R-ERR-1)', async () => {
    let rival: SyncWorld | null = null;
    const report = ({ event, object }: EngineEvent) => {
      if (event !== 'write-plan' || object !== 'Contact' || rival === null) return;
      rival.simulator.org.insert('Contact', { LastName: 'Rival', Email: 'late@race.example' });
      rival = null;
    };
    const created = await openSyncWorld({ report });
    created.simulator.setRules({
      duplicates: [
        {
          name: 'One_Contact_An_Address',
          object: 'Contact',
          action: 'block',
          match: [{ object: 'Contact', fields: { Email: 'Email' } }],
        },
      ],
    });
    const person = { email: 'late@race.example', fields: { lastName: 'Ours', title: 'CTO' } };
    takeAnswer(await created.engine.syncPerson(person, {}));
    rival = created;
    await created.engine.runWrite(connectionId, new AbortController().signal);
    await created.settle();
    const [contact, ...others] = records(created, 'Contact', { Email: 'late@race.example' });
    expect(others).toEqual([]);
    expect(contact).toMatchObject({ LastName: 'Rival', Title: 'CTO' });
  });
});

describe('a person who types while we write', () => {
  it('keeps every word, whatever the instant (R-OVERWRITE-7, R-OVERWRITE-2)', async () => {
    let typing: SyncWorld | null = null;
    const typed = new Map<string, string>();
    const ids: string[] = [];
    const report = ({ event, object }: EngineEvent) => {
      const isOurs = event === 'write-call' || event === 'write-plan';
      if (!isOurs || object !== 'Contact' || typing === null) return;
      // At every call of ours, another three of the records that it may be about are edited.
      for (const id of ids.splice(0, 3)) {
        const Title = `Typed ${typed.size}`;
        typing.simulator.org.update({ object: 'Contact', id }, { Title });
        typed.set(id, Title);
      }
    };
    const created = await openSyncWorld({ report });
    await askForWrites(created);
    const blank = records(created, 'Contact', { Title: null });
    ids.push(...blank.map(({ Id: id }) => String(id)));
    typing = created;
    await created.settle();
    expect(typed.size).toBeGreaterThan(3);
    const ours = await ourId(created);
    for (const [id, Title] of typed) {
      expect(created.simulator.org.read({ object: 'Contact', id })).toMatchObject({ Title });
      const changes = created.simulator.history.list({ id, field: 'Title' });
      const after = changes.slice(changes.findLastIndex((change) => change.after === Title) + 1);
      expect(after.filter((change) => change.user === ours)).toEqual([]);
    }
    expect(await created.promises()).toMatchObject({ overwritten: 0, doubled: 0 });
  });
});

describe('a refusal of Salesforce', () => {
  it('is an outcome with its words and a remedy; the rest goes on (R-ERR-1, R-ERR-3)', async () => {
    const created = await openSyncWorld();
    created.simulator.setRules({
      validations: [
        {
          name: 'No_Lees',
          object: 'Contact',
          errorWhen: "LastName = 'Lee'",
          message: 'Nobody here is called Lee.',
          field: 'LastName',
        },
      ],
    });
    const ask = (email: string, lastName: string) =>
      created.engine.syncPerson({ email, fields: { lastName } }, {});
    takeAnswer(await ask('lee@rule.example', 'Lee'));
    takeAnswer(await ask('kim@rule.example', 'Kim'));
    await created.settle();
    expect(records(created, 'Contact', { Email: 'kim@rule.example' })).toHaveLength(1);
    const failed = { connectionId, statuses: ['failed'] } as const;
    const { items } = await created.store.listOutcomes({ first: 10, after: null, filter: failed });
    expect(items.map(({ item }) => item.failure)).toMatchObject([
      { class: 'validation-rule', message: 'Nobody here is called Lee.', field: 'LastName' },
    ]);
    expect(items[0]?.item.failure?.remedy).not.toBe('');
    // A person changes the rule and asks again (R-ERR-2).
    created.simulator.setRules({ validations: [] });
    const retried = items.map(({ item }) => item.id);
    expect(await created.engine.retryOutcomes(connectionId, { ids: retried })).toBe(1);
    await created.settle();
    expect(records(created, 'Contact', { Email: 'lee@rule.example' })).toHaveLength(1);
  });
});
