import assert from 'node:assert/strict';
import type { ObjectDescription, RemoteId, WriteResult } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { keysOf, sharedKeysOf, toKey } from '../sample-keys.ts';
import type { FaultKind } from '../sandbox.ts';
import {
  attempt,
  createdByUs,
  createOne,
  draftOf,
  during,
  errorsOf,
  idsOf,
  matchIds,
  uniqueKeyOf,
} from '../write-records.ts';

const holds = async ({ sandbox, name }: Trial, id: RemoteId): Promise<Record<string, unknown>> => {
  const record = await sandbox.holds(name, id);
  assert.ok(record, 'the CRM does not hold the record');
  return { ...record };
};

/** Fields that our user may fill; of the rest, as its source, the CRM says what it likes. */
const filledIn = (record: Record<string, unknown>, { fields }: ObjectDescription): string[] =>
  fields
    .filter(({ name, creatable }) => creatable && (record[name] ?? '') !== '')
    .map(({ name }) => name)
    .toSorted();

const createsAsDrafted = defineAudit({
  id: 'WRT-01',
  title: 'MUST create a record with the fields of the draft and no other (R-OVERWRITE-1)',
  needs: ['write'],
  run: async (trial) => {
    const draft = draftOf(trial, 1);
    const id = await createOne(trial, 1);
    const created = await holds(trial, id);
    for (const [name, value] of Object.entries(draft.fields))
      assert.deepEqual(created[name], value, name);
    const [byPerson] = await trial.sandbox.seed(trial.name, [draftOf(trial, 2).fields]);
    assert.ok(byPerson);
    const description = await trial.object.describe(trial.sandbox.context());
    const expected = filledIn(await holds(trial, byPerson), description);
    assert.deepEqual(filledIn(created, description), expected);
    assert.deepEqual(await createdByUs(trial), [id]);
  },
});

const createsOnce = defineAudit({
  id: 'WRT-02',
  title: 'MUST refuse a second create of one unique key, changing nothing (R-DUP-1, R-OVERWRITE-4)',
  needs: ['write'],
  run: async (trial) => {
    const id = await createOne(trial, 1);
    await trial.sandbox.advance(5000);
    await trial.sandbox.edit(trial.name, id, { [trial.sample.text[0]]: 'typed by a person' });
    const again = draftOf(trial, 1, { [trial.sample.text[0]]: 'ours' });
    const { changes } = await during(trial, async () => {
      const [error, ...more] = await errorsOf(() =>
        trial.write.create.call(trial.sandbox.context(), [again]),
      );
      assert.equal(error?.code, 'duplicate');
      assert.equal(error.retry, 'never');
      assert.deepEqual(error.existing, [id]);
      assert.deepEqual(more, []);
    });
    assert.deepEqual(changes, [], 'the second create changed something');
  },
});

const createsOnceAtOnce = defineAudit({
  id: 'WRT-03',
  title: 'MUST create one record of 20 creates of one key at once (R-DUP-1)',
  needs: ['write'],
  run: async (trial) => {
    const create = (): Promise<unknown> =>
      trial.write.create.call(trial.sandbox.context(), [draftOf(trial, 1)]);
    await Promise.all(Array.from({ length: 20 }, () => attempt(create)));
    assert.equal((await createdByUs(trial)).length, 1);
  },
});

const lostAfter: readonly FaultKind[] = [
  'answer-lost',
  'failed-after',
  'truncated',
  'garbled',
  'page',
];

const ownsUpToDoubt = defineAudit({
  id: 'WRT-04',
  title: 'MUST call a create unknown whose answer is lost, and find it (R-DUP-1, R-ERR-2)',
  needs: ['write'],
  run: async (trial) => {
    for (const [at, kind] of lostAfter.entries()) {
      await trial.sandbox.inject({ kind, on: 'write', nth: 1, times: 1 });
      const errors = await errorsOf(() =>
        trial.write.create.call(trial.sandbox.context(), [draftOf(trial, at)]),
      );
      assert.deepEqual(
        errors.map((error) => error.effect),
        ['unknown'],
        kind,
      );
      const found = await matchIds(trial, { kind: 'unique-key', value: uniqueKeyOf(at) });
      assert.equal(found.length, 1, `does not find the record whose answer was lost (${kind})`);
    }
    assert.equal((await createdByUs(trial)).length, lostAfter.length);
  },
});

const recoversRequests = defineAudit({
  id: 'WRT-05',
  title: 'MUST call a create unknown whose request is lost, and find none (R-DUP-1, R-ERR-2)',
  needs: ['write'],
  run: async (trial) => {
    await trial.sandbox.inject({ kind: 'request-lost', on: 'write', nth: 1, times: 1 });
    const [error] = await errorsOf(() =>
      trial.write.create.call(trial.sandbox.context(), [draftOf(trial, 1)]),
    );
    assert.equal(error?.effect, 'unknown');
    assert.equal(error.retry, 'later');
    for (const key of keysOf(trial)) assert.deepEqual(await matchIds(trial, toKey(key, 1)), []);
    const id = await createOne(trial, 1);
    assert.deepEqual(await createdByUs(trial), [id]);
  },
});

const outlivesZombies = defineAudit({
  id: 'WRT-06',
  title: 'MUST create once though a create given up for lost arrives late (R-DUP-1)',
  needs: ['write'],
  run: async (trial) => {
    const create = (): Promise<WriteResult[]> =>
      trial.write.create.call(trial.sandbox.context(), [draftOf(trial, 1)]);
    await trial.sandbox.inject({ kind: 'delivered-late', on: 'write', nth: 1, times: 1 });
    const [error] = await errorsOf(create);
    assert.equal(error?.effect, 'unknown');
    await attempt(create);
    await trial.sandbox.quiet();
    assert.equal((await createdByUs(trial)).length, 1);
  },
});

const respectsDuplicateRules = defineAudit({
  id: 'WRT-07',
  title: 'MUST report the records that the CRM’s duplicate rule names (R-DUP-2, R-ERR-1)',
  needs: ['write', 'refuseDuplicates'],
  run: async (trial) => {
    const [key] = sharedKeysOf(trial);
    assert.ok(key);
    await trial.refuseDuplicates(trial.name, key.field);
    const [existing] = await trial.sandbox.seed(trial.name, [trial.sample.record(1)]);
    assert.ok(existing);
    const drafts = [draftOf(trial, 1), draftOf(trial, 2)];
    const { changes } = await during(trial, async () => {
      const [refused, other] = await trial.write.create.call(trial.sandbox.context(), drafts);
      assert.ok(refused && !refused.ok, 'the duplicate was saved');
      assert.equal(refused.error.code, 'duplicate');
      assert.deepEqual(refused.error.existing, [existing]);
      idsOf(other ? [other] : []);
    });
    assert.equal((await createdByUs(trial)).length, 1);
    assert.deepEqual(
      changes.filter((change) => change.id === existing),
      [],
    );
  },
});

/** Creating records, once each. */
export const createAudits = [
  createsAsDrafted,
  createsOnce,
  createsOnceAtOnce,
  ownsUpToDoubt,
  recoversRequests,
  outlivesZombies,
  respectsDuplicateRules,
] as const;
