import assert from 'node:assert/strict';
import type { Change, Fields, GuardedChange, RemoteId, WriteResult } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { seedRecords } from '../read-records.ts';
import {
  attempt,
  createdByUs,
  draftOf,
  during,
  errorsOf,
  getOne,
  idsOf,
  mutationsOf,
} from '../write-records.ts';

const seedAtRest = async (trial: Trial, count: number, from = 0): Promise<RemoteId[]> => {
  const ids = await seedRecords(trial, count, from);
  await trial.sandbox.advance(5000);
  return ids;
};

const guarded = async (
  trial: Trial<'write'>,
  id: RemoteId,
  fields: Fields,
): Promise<GuardedChange> => {
  const { revision } = await getOne(trial, id);
  assert.ok(revision !== null, 'no revision of a record at rest');
  return { id, fields, revision };
};

const leavesOthers = defineAudit({
  id: 'WRT-08',
  title: 'MUST change the fields of a change and no other (R-OVERWRITE-2)',
  needs: ['write', 'update'],
  run: async (trial) => {
    const [first, second] = trial.sample.text;
    const [id, other] = await seedAtRest(trial, 2);
    assert.ok(id && other);
    await trial.sandbox.edit(trial.name, id, { [second]: 'typed by a person' });
    await trial.sandbox.advance(5000);
    const { changes } = await during(trial, () =>
      trial.update.call(trial.sandbox.context(), [{ id, fields: { [first]: 'ours' } }]),
    );
    const ours = changes.filter((change) => change.by === 'us' && change.field !== null);
    assert.deepEqual(
      ours.map((change) => [change.id, change.field, change.after]),
      [[id, first, 'ours']],
    );
  },
});

interface Race {
  readonly name: string;
  /** Time between the record's last change, our read, the person's edit and our write. */
  readonly waitsMs: readonly [beforeRead: number, beforeEdit: number, beforeWrite: number];
  readonly edit: Fields;
}

const racesOf = ([first, second]: readonly [string, string]): Race[] => [
  { name: 'later', waitsMs: [5000, 5000, 5000], edit: { [first]: 'typed' } },
  { name: 'same second as our read', waitsMs: [5000, 0, 5000], edit: { [first]: 'typed' } },
  { name: 'same second as our write', waitsMs: [5000, 5000, 0], edit: { [first]: 'typed' } },
  { name: 'all in one second', waitsMs: [0, 0, 0], edit: { [first]: 'typed' } },
  { name: 'read and edit in one second', waitsMs: [0, 0, 5000], edit: { [first]: 'typed' } },
  { name: 'milliseconds apart', waitsMs: [1, 1, 1], edit: { [first]: 'typed' } },
  { name: 'of another field', waitsMs: [5000, 0, 0], edit: { [second]: 'typed' } },
];

/** Reads, lets a person edit, writes by the revision read; answers what the record holds then. */
const runRace = async (
  trial: Trial<'write' | 'guard'>,
  race: Race,
  number: number,
): Promise<void> => {
  const { sandbox, name, sample } = trial;
  const [id] = await sandbox.seed(name, [sample.record(number)]);
  assert.ok(id);
  const [beforeRead, beforeEdit, beforeWrite] = race.waitsMs;
  await sandbox.advance(beforeRead);
  const { revision } = await getOne(trial, id);
  await sandbox.advance(beforeEdit);
  await sandbox.edit(name, id, race.edit);
  await sandbox.advance(beforeWrite);
  if (revision === null) return;
  const ours = { id, fields: { [sample.text[0]]: 'ours' }, revision };
  const [error] = await errorsOf(() => trial.guard.call(sandbox.context(), [ours]));
  const held = (await sandbox.holds(name, id)) ?? {};
  for (const [field, value] of Object.entries(race.edit))
    assert.equal(held[field], value, `overwrote an edit ${race.name}`);
  assert.equal(error?.code, 'conflict', `an edit ${race.name}`);
  assert.equal(error.effect, 'none');
};

const guardsEdits = defineAudit({
  id: 'WRT-11',
  title: 'MUST leave a record alone that a person edited since our read (R-OVERWRITE-7)',
  needs: ['write', 'guard'],
  run: async (trial) => {
    for (const [number, race] of racesOf(trial.sample.text).entries())
      await runRace(trial, race, number);
  },
});

const sendsNothing = defineAudit({
  id: 'WRT-13',
  title: 'MUST send no request for an empty list',
  needs: ['write'],
  run: async (trial) => {
    const context = trial.sandbox.context();
    const { calls } = await during(trial, async () => {
      assert.deepEqual(await trial.write.create.call(context, []), []);
      assert.deepEqual((await trial.update?.call(context, [])) ?? [], []);
      assert.deepEqual((await trial.guard?.call(context, [])) ?? [], []);
      const none = { ids: [], fields: [trial.sample.text[0]], userId: 'nobody' };
      assert.deepEqual((await trial.past?.history(context, none)) ?? [], []);
      assert.deepEqual((await trial.touched?.(context, none)) ?? [], []);
    });
    assert.deepEqual(calls, []);
  },
});

const assertPositions = async (
  trial: Trial,
  results: readonly WriteResult[],
  texts: readonly (string | null)[],
): Promise<void> => {
  assert.deepEqual(
    results.map((result) => result.ok),
    texts.map((text) => text !== null),
  );
  for (const [at, result] of results.entries()) {
    if (!result.ok) continue;
    const held = await trial.sandbox.holds(trial.name, result.id);
    assert.equal(held?.[trial.sample.text[0]], texts[at], `result ${at} is of another record`);
  }
};

const mixed = ['a', null, 'b', 'c', null, 'd', 'e'];

const answersByPosition = defineAudit({
  id: 'WRT-14',
  title: 'MUST answer each record in its place, and write beside a refusal (R-ERR-3)',
  needs: ['write'],
  run: async (trial) => {
    const { sample, sandbox, write, update, guard } = trial;
    const [refusal] = sample.refusals;
    assert.ok(refusal, 'the sample names nothing that the CRM refuses');
    const fieldsOf = (text: string | null): Fields =>
      text === null ? { [refusal.field]: refusal.value } : { [sample.text[0]]: text };
    const drafts = mixed.map((text, at) => draftOf(trial, at, fieldsOf(text)));
    await assertPositions(trial, await write.create.call(sandbox.context(), drafts), mixed);
    const changesFrom = async (from: number): Promise<Change[]> => {
      const ids = await seedAtRest(trial, mixed.length, from);
      return ids.map((id, at) => ({ id, fields: fieldsOf(mixed[at] ?? null) }));
    };
    if (update) {
      const results = await update.call(sandbox.context(), await changesFrom(100));
      await assertPositions(trial, results, mixed);
    }
    if (!guard) return;
    const safe: GuardedChange[] = [];
    for (const { id, fields } of await changesFrom(200))
      safe.push(await guarded(trial, id, fields));
    await assertPositions(trial, await guard.call(sandbox.context(), safe), mixed);
  },
});

const assertOneRequest = async (
  trial: Trial,
  write: () => Promise<WriteResult[]>,
): Promise<RemoteId[]> => {
  let ids: RemoteId[] = [];
  const { calls } = await during(trial, async () => {
    ids = idsOf(await write());
  });
  assert.equal(mutationsOf(calls).length, 1);
  return ids;
};

const takesFullBatches = defineAudit({
  id: 'WRT-15',
  title: 'MUST take as many records as it declares, in one request (R-TIME-6)',
  needs: ['write'],
  run: async (trial) => {
    const { sandbox, write, sample, update, guard } = trial;
    const drafts = Array.from({ length: write.create.batchMax }, (_, at) => draftOf(trial, at));
    const ids = await assertOneRequest(trial, () => write.create.call(sandbox.context(), drafts));
    assert.deepEqual((await createdByUs(trial)).toSorted(), ids.toSorted());
    const fields = { [sample.text[0]]: 'ours' };
    await sandbox.advance(5000);
    if (update) {
      const changes = ids.slice(0, update.batchMax).map((id) => ({ id, fields }));
      await assertOneRequest(trial, () => update.call(sandbox.context(), changes));
    }
    if (!guard) return;
    await sandbox.advance(5000);
    const safe: GuardedChange[] = [];
    for (const id of ids.slice(0, guard.batchMax)) safe.push(await guarded(trial, id, fields));
    await assertOneRequest(trial, () => guard.call(sandbox.context(), safe));
  },
});

const writesOnce = defineAudit({
  id: 'WRT-20',
  title: 'MUST send one request for a write, whatever it is answered (R-DUP-1)',
  needs: ['write'],
  run: async (trial) => {
    const { sandbox, write, sample } = trial;
    const [id] = await seedAtRest(trial, 1);
    assert.ok(id);
    const change = await guarded(trial, id, { [sample.text[0]]: 'ours' });
    let number = 10;
    const writes = [
      () => write.create.call(sandbox.context(), [draftOf(trial, (number += 1))]),
      () => trial.update?.call(sandbox.context(), [change]),
      () => trial.guard?.call(sandbox.context(), [change]),
    ];
    for (const [at, part] of [write, trial.update, trial.guard].entries())
      for (const kind of ['unavailable', 'failed-after', 'answer-lost', 'locked'] as const) {
        if (!part) continue;
        await sandbox.inject({ kind, on: 'write', nth: 1, times: 1 });
        const { calls } = await during(trial, () => attempt(async () => writes[at]?.()));
        assert.equal(
          mutationsOf(calls).length,
          1,
          `${kind}: ${mutationsOf(calls).length} requests`,
        );
      }
  },
});

/** Changing records that are there. */
export const updateAudits = [
  leavesOthers,
  guardsEdits,
  sendsNothing,
  answersByPosition,
  takesFullBatches,
  writesOnce,
] as const;
