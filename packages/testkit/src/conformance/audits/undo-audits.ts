import assert from 'node:assert/strict';
import type { Change, Fields, RemoteId, WriteResult } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { hangChild } from '../hang-child.ts';
import { createOne, draftOf, during, getOne, idsOf } from '../write-records.ts';

type Updater = Trial<'write' | 'update'>;
type Send = (change: Change) => Promise<WriteResult[]>;

/** Each way in which the object takes a change. */
const waysToChange = (trial: Updater): Send[] => {
  const { sandbox, update, guard } = trial;
  const plain: Send = (change) => update.call(sandbox.context(), [change]);
  if (guard === undefined) return [plain];
  const guarded: Send = async (change) => {
    const { revision } = await getOne(trial, change.id);
    assert.ok(revision !== null, 'no revision of a record at rest');
    return guard.call(sandbox.context(), [{ ...change, revision }]);
  };
  return [plain, guarded];
};

/** A record at rest, both of whose fields for text a person has filled. */
const seedFilled = async ({ sandbox, name, sample }: Trial, number: number): Promise<RemoteId> => {
  const [first, second] = sample.text;
  const record = { ...sample.record(number), [first]: 'typed', [second]: 'typed' };
  const [id] = await sandbox.seed(name, [record]);
  assert.ok(id);
  await sandbox.advance(5000);
  return id;
};

/** The fields that we change of the record by it, and what they hold then. */
const changedBy = async (trial: Trial, send: Send, change: Change): Promise<Fields> => {
  const { changes } = await during(trial, async () => idsOf(await send(change)));
  const fields = changes.flatMap(({ by, field, id }) =>
    by === 'us' && id === change.id && field !== null ? [field] : [],
  );
  await trial.sandbox.advance(5000);
  const held = (await trial.sandbox.holds(trial.name, change.id)) ?? {};
  return Object.fromEntries(fields.map((field) => [field, held[field] ?? null]));
};

const clearsFields = defineAudit({
  id: 'UNDO-01',
  title: 'MUST empty the fields that a change clears, and no other',
  needs: ['write', 'update'],
  run: async (trial) => {
    const [first, second] = trial.sample.text;
    for (const [number, send] of waysToChange(trial).entries()) {
      const id = await seedFilled(trial, number);
      const clearing = { id, fields: {}, clears: [first] };
      assert.deepEqual(await changedBy(trial, send, clearing), { [first]: null });
      const both = { id, fields: { [first]: 'ours' }, clears: [second] };
      assert.deepEqual(await changedBy(trial, send, both), { [first]: 'ours', [second]: null });
    }
  },
});

const clearsNothingElse = defineAudit({
  id: 'UNDO-02',
  title: 'MUST NOT empty a field for a value that is empty (R-OVERWRITE-5)',
  needs: ['write', 'update'],
  run: async (trial) => {
    const [first, second] = trial.sample.text;
    for (const [number, send] of waysToChange(trial).entries()) {
      const id = await seedFilled(trial, number);
      const change = { id, fields: { [first]: null, [second]: 'ours' } };
      assert.deepEqual(await changedBy(trial, send, change), { [second]: 'ours' });
    }
  },
});

type Toucher = Trial<'write' | 'touched'>;

const touchedOf = async (trial: Toucher, ids: readonly RemoteId[]): Promise<boolean[]> => {
  const { userId } = await trial.connector.identify(trial.sandbox.context());
  return trial.touched(trial.sandbox.context(), { ids, userId });
};

/** Records of ours at rest. */
const createSome = async (trial: Toucher, count: number): Promise<RemoteId[]> => {
  const drafts = Array.from({ length: count }, (_, at) => draftOf(trial, at));
  const ids = idsOf(await trial.write.create.call(trial.sandbox.context(), drafts));
  await trial.sandbox.advance(5000);
  return ids;
};

const knowsUntouched = defineAudit({
  id: 'UNDO-03',
  title: 'MUST tell of each record, in its place, that nobody has touched it since we created it',
  needs: ['write', 'touched'],
  run: async (trial) => {
    const [whole, edited, other] = await createSome(trial, 3);
    assert.ok(whole && edited && other);
    await trial.sandbox.edit(trial.name, edited, { [trial.sample.text[0]]: 'typed' });
    const asked = [other, edited, whole, other, edited];
    assert.deepEqual(await touchedOf(trial, asked), [false, true, false, false, true]);
  },
});

const knowsChanged = defineAudit({
  id: 'UNDO-04',
  title: 'MUST tell that others have changed a record, whatever was done to it after that',
  needs: ['write', 'touched', 'update'],
  run: async (trial) => {
    const { sandbox, name, update, sample } = trial;
    const [field, another] = sample.text;
    const [byProgram, back, under] = await createSome(trial, 3);
    assert.ok(byProgram && back && under);
    await sandbox.edit(name, byProgram, { [field]: 'typed' }, 'other-integration');
    await sandbox.edit(name, back, { [field]: 'typed' });
    await sandbox.edit(name, under, { [field]: 'typed' });
    await sandbox.advance(5000);
    await sandbox.edit(name, back, { [field]: null });
    idsOf(await update.call(sandbox.context(), [{ id: under, fields: { [another]: 'ours' } }]));
    assert.deepEqual(await touchedOf(trial, [byProgram, back, under]), [true, true, true]);
  },
});

const knowsStrangers = defineAudit({
  id: 'UNDO-05',
  title: 'MUST NOT call untouched what others have created, or what it does not see',
  needs: ['write', 'touched'],
  run: async (trial) => {
    const { sandbox, name, sample } = trial;
    const ours = await createOne(trial, 1);
    const [theirs] = await sandbox.seed(name, [sample.record(2)]);
    assert.ok(theirs);
    await sandbox.advance(5000);
    assert.deepEqual(await touchedOf(trial, [ours, theirs]), [false, true]);
    if (trial.hideRecord) await trial.hideRecord(name, ours);
    else await sandbox.remove(name, ours);
    assert.deepEqual(await touchedOf(trial, [ours]), [true]);
  },
});

const knowsBearing = defineAudit({
  id: 'UNDO-06',
  title: 'MUST tell that another record hangs on one, whoever hung it there',
  needs: ['write', 'touched', 'children'],
  run: async (trial) => {
    const [bare, ...bearing] = await createSome(trial, trial.children.length + 1);
    assert.ok(bare);
    const hangs: boolean[] = [];
    for (const [at, child] of trial.children.entries())
      hangs.push(await hangChild(trial, child, bearing[at] as RemoteId));
    await trial.sandbox.advance(5000);
    const told = await touchedOf(trial, [bare, ...bearing]);
    assert.deepEqual(told, [false, ...hangs], `one with each of ${trial.children.join()}`);
  },
});

/** What an undo asks of a CRM beside a write: to empty fields, and what is still ours alone. */
export const undoAudits = [
  clearsFields,
  clearsNothingElse,
  knowsUntouched,
  knowsChanged,
  knowsStrangers,
  knowsBearing,
] as const;
