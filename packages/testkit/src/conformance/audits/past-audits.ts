import assert from 'node:assert/strict';
import type { FieldHistory, FieldValue, Fields, RemoteId } from '@concord/core/contract';
import { isEmpty, lostEdits } from '@concord/core/policy';
import { defineAudit, type Trial } from '../audit.ts';
import { seedRecords } from '../read-records.ts';
import type { Actor } from '../sandbox.ts';
import { idsOf } from '../write-records.ts';

type Compensating = Trial<'write' | 'update' | 'past'>;

const needs = ['write', 'update', 'past'] as const;

const ourselves = async ({ connector, sandbox }: Compensating): Promise<string> =>
  (await connector.identify(sandbox.context())).userId;

const pastOf = async (
  trial: Compensating,
  ids: readonly RemoteId[],
  fields: readonly string[] = trial.sample.text,
): Promise<(FieldHistory | null)[]> => {
  const request = { ids, fields, userId: await ourselves(trial) };
  const past = await trial.past.history(trial.sandbox.context(), request);
  assert.equal(past.length, ids.length, 'a past for each id');
  return past;
};

const write = async (trial: Compensating, id: RemoteId, fields: Fields): Promise<void> => {
  idsOf(await trial.update.call(trial.sandbox.context(), [{ id, fields }]));
};

const seedOne = async (trial: Trial, number = 0): Promise<RemoteId> => {
  const [id] = await seedRecords(trial, 1, number);
  assert.ok(id);
  await trial.sandbox.advance(5000);
  return id;
};

/** Values and whose they are, newest first, as far back as the first empty one. */
const told = (past: FieldHistory | null | undefined, field: string): [FieldValue, boolean][] => {
  const versions = past?.[field];
  assert.ok(versions, 'no past of a field that was asked for');
  const empty = versions.findIndex(({ value }) => isEmpty(value));
  const since = empty === -1 ? versions : versions.slice(0, empty);
  return since.map(({ value, ours }) => [value, ours]);
};

const showsWhose = defineAudit({
  id: 'PAST-01',
  title: 'MUST show the values of a field, newest first, and which are ours (R-OVERWRITE-7)',
  needs,
  run: async (trial) => {
    const [field] = trial.sample.text;
    const id = await seedOne(trial);
    const steps: readonly (readonly [string, Actor | 'us'])[] = [
      ['first', 'person'],
      ['second', 'other-integration'],
      ['third', 'us'],
      ['fourth', 'person'],
      ['fifth', 'us'],
    ];
    for (const [value, by] of steps) {
      if (by === 'us') await write(trial, id, { [field]: value });
      else await trial.sandbox.edit(trial.name, id, { [field]: value }, by);
      await trial.sandbox.advance(1000);
    }
    const [past] = await pastOf(trial, [id]);
    const expected = steps.toReversed().map(([value, by]) => [value, by === 'us']);
    assert.deepEqual(told(past, field), expected);
  },
});

const showsClearing = defineAudit({
  id: 'PAST-02',
  title: 'MUST show that a field was cleared, and when (R-OVERWRITE-7)',
  needs,
  run: async (trial) => {
    const [field] = trial.sample.text;
    const id = await seedOne(trial);
    await trial.sandbox.edit(trial.name, id, { [field]: 'typed' });
    await trial.sandbox.advance(1000);
    await trial.sandbox.edit(trial.name, id, { [field]: null });
    await trial.sandbox.advance(1000);
    await write(trial, id, { [field]: 'ours' });
    const [past] = await pastOf(trial, [id]);
    assert.deepEqual(told(past, field), [['ours', true]]);
    const instants = (past?.[field] ?? []).map(({ at }) => at);
    assert.deepEqual(instants, instants.toSorted().toReversed(), 'newest first');
  },
});

const answersInPlace = defineAudit({
  id: 'PAST-03',
  title: 'MUST answer as many ids as it declares, each in its place (R-OVERWRITE-7)',
  needs,
  run: async (trial) => {
    const [field, other] = trial.sample.text;
    const ids = await seedRecords(trial, trial.past.historyMax);
    for (const [at, id] of ids.entries()) {
      await trial.sandbox.edit(trial.name, id, { [field]: `typed ${at}` });
    }
    const past = await pastOf(trial, ids.toReversed());
    const values = past.toReversed().map((one) => told(one, field)[0]?.[0]);
    assert.deepEqual(
      values,
      ids.map((_, at) => `typed ${at}`),
    );
    assert.deepEqual(told(past[0], other), [], 'a past of a field that never had a value');
  },
});

interface Race {
  readonly name: string;
  /** What a person sets one after the other between our read and our write, and after it. */
  readonly before: readonly FieldValue[];
  readonly after: readonly FieldValue[];
  /** Time before our write, and after it. */
  readonly waitsMs: readonly [beforeWrite: number, afterWrite: number];
  /** What the record is to hold in the end. */
  readonly holds: FieldValue;
}

const races: readonly Race[] = [
  { name: 'later', before: ['typed'], after: [], waitsMs: [5000, 5000], holds: 'typed' },
  { name: 'at once', before: ['typed'], after: [], waitsMs: [0, 0], holds: 'typed' },
  { name: 'a millisecond apart', before: ['typed'], after: [], waitsMs: [1, 1], holds: 'typed' },
  { name: 'twice', before: ['first', 'typed'], after: [], waitsMs: [1, 1], holds: 'typed' },
  { name: 'and cleared', before: ['typed', null], after: [], waitsMs: [1, 1], holds: 'ours' },
  { name: 'and after it', before: ['typed'], after: ['later'], waitsMs: [1, 1], holds: 'later' },
  { name: 'never', before: [], after: [], waitsMs: [1, 1], holds: 'ours' },
];

/** What the engine would put back, as it finds it in the past that the connector shows. */
const lostOf = async (trial: Compensating, id: RemoteId, fields: Fields): Promise<Fields> => {
  const [history] = await pastOf(trial, [id], Object.keys(fields));
  const before = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
  return lostEdits({
    plan: { object: 'person', fields, before, verdicts: [] },
    history: history ?? {},
    description: await trial.object.describe(trial.sandbox.context()),
  });
};

const runRace = async (trial: Compensating, race: Race, number: number): Promise<void> => {
  const { sandbox, name } = trial;
  const [field] = trial.sample.text;
  const id = await seedOne(trial, number);
  const edit = async (values: readonly FieldValue[], waitMs: number): Promise<void> => {
    for (const value of values) {
      await sandbox.edit(name, id, { [field]: value });
      await sandbox.advance(waitMs);
    }
  };
  const [beforeWrite, afterWrite] = race.waitsMs;
  await edit(race.before, beforeWrite);
  await write(trial, id, { [field]: 'ours' });
  await sandbox.advance(afterWrite);
  await edit(race.after, afterWrite);
  const lost = await lostOf(trial, id, { [field]: 'ours' });
  if (Object.keys(lost).length > 0) await write(trial, id, lost);
  assert.deepEqual(await lostOf(trial, id, { [field]: 'ours' }), {}, `${race.name}: still lost`);
  const held = await sandbox.holds(name, id);
  assert.equal(held?.[field] ?? null, race.holds, `a person typed ${race.name}`);
};

const letsPutBack = defineAudit({
  id: 'WRT-12',
  title: 'MUST show enough of the past to put back what our write replaced (R-OVERWRITE-7)',
  needs,
  run: async (trial) => {
    for (const [number, race] of races.entries()) await runRace(trial, race, number);
  },
});

/** The past of records, where the CRM refuses no update and remembers what it replaced. */
export const pastAudits = [letsPutBack, showsWhose, showsClearing, answersInPlace] as const;
