import assert from 'node:assert/strict';
import { toCursor, type Cursor, type FieldValue, type RemoteId } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import {
  assertAllRead,
  readOn,
  readPage,
  readPages,
  seedRecords,
  seedSettled,
  settle,
  type Reading,
} from '../read-records.ts';
import { refusalOf } from '../write-records.ts';

const cursorMaxBytes = 8192;

const editText = async (trial: Trial, id: RemoteId, text: string): Promise<void> =>
  trial.sandbox.edit(trial.name, id, { [trial.sample.text[0]]: text });

const textOf = ({ latest }: Pick<Reading, 'latest'>, id: RemoteId, trial: Trial): FieldValue =>
  latest.get(id)?.fields[trial.sample.text[0]] ?? null;

const keepsCursor = defineAudit({
  id: 'INC-01',
  title: 'MUST give a cursor of JSON, at most 8 kB, that never goes back',
  needs: ['read'],
  run: async (trial) => {
    await seedSettled(trial, 30);
    const pages = await readPages(trial);
    for (const { cursor } of pages) {
      assert.equal(typeof JSON.parse(cursor), 'object');
      assert.ok(Buffer.byteLength(cursor) <= cursorMaxBytes, 'a cursor above 8 kB');
    }
    const caughtUp = (pages.at(-1) ?? pages[0]).cursor;
    await trial.sandbox.advance(2 * trial.read.settleMs + 10_000);
    const again = await readOn(trial, caughtUp);
    const later = await readOn(trial, again.cursor);
    assert.deepEqual(later.records, [], 'a quiet account has changes');
  },
});

const readsOnlyChanges = defineAudit({
  id: 'INC-02',
  title: 'MUST read only what changed, once it has caught up (R-TIME-1)',
  needs: ['read'],
  run: async (trial) => {
    const [, edited] = await seedSettled(trial, 20);
    assert.ok(edited);
    await settle(trial);
    await settle(trial);
    const { cursor } = await readOn(trial);
    await editText(trial, edited, 'edited');
    await settle(trial);
    const { latest } = await readOn(trial, cursor);
    assert.deepEqual([...latest.keys()], [edited]);
  },
});

const readsTies = defineAudit({
  id: 'INC-03',
  title: 'MUST read every record of one instant: 1, 200 and 10,001',
  needs: ['read'],
  run: async (trial) => {
    let cursor: Cursor | null = null;
    for (const [at, count] of [1, 200, 10_001].entries()) {
      const ids = await seedSettled(trial, count, at * 100_000);
      const reading = await readOn(trial, cursor);
      assertAllRead(reading, ids, `of ${count} on one instant`);
      ({ cursor } = reading);
    }
  },
});

const lateByMs = [1000, 6000, 300_000];

const readsLateCommits = defineAudit({
  id: 'INC-04',
  title: 'MUST read a change that is committed after later ones were read',
  needs: ['read', 'openTransaction'],
  run: async (trial) => {
    const { sandbox, name, sample } = trial;
    const [late, other] = await seedSettled(trial, 3);
    assert.ok(late && other);
    let { cursor } = await readOn(trial);
    for (const [at, ms] of lateByMs.entries()) {
      const transaction = await trial.openTransaction();
      await transaction.edit(name, late, { [sample.text[0]]: `late by ${ms}` });
      const created = await transaction.create(name, sample.record(500 + at));
      await sandbox.advance(ms);
      await editText(trial, other, `on time ${ms}`);
      await settle(trial);
      ({ cursor } = await readOn(trial, cursor));
      await transaction.commit();
      await settle(trial);
      const after = await readOn(trial, cursor);
      const seen = textOf(after, late, trial);
      assert.equal(seen, `late by ${ms}`, `missed an edit committed ${ms} ms late`);
      assertAllRead(after, [created], `committed ${ms} ms late`);
      ({ cursor } = after);
    }
  },
});

const damaged = (cursor: Cursor): string[] => [
  '',
  'null',
  '{}',
  '[]',
  'no JSON',
  '{"version":999,"v":999}',
  cursor.slice(0, -2),
];

const refusesCursors = defineAudit({
  id: 'INC-07',
  title: 'MUST refuse a damaged cursor, and neither start again nor skip',
  needs: ['read'],
  run: async (trial) => {
    await seedSettled(trial, 3);
    const { cursor } = await readPage(trial, null);
    for (const text of damaged(cursor)) {
      const error = await refusalOf(() => readPage(trial, toCursor(text)), `for cursor "${text}"`);
      assert.equal(error.retry, 'never');
    }
  },
});

const minuteMs = 60_000;
const skews = [-1440 * minuteMs, -10 * minuteMs, 10 * minuteMs, 1440 * minuteMs];

const ignoresOurClock = defineAudit({
  id: 'INC-08',
  title: 'MUST miss nothing when our clock and the CRM’s disagree',
  needs: ['read'],
  run: async (trial) => {
    const [id] = await seedSettled(trial, 2);
    assert.ok(id);
    for (const skewMs of skews) {
      const context = trial.sandbox.context({ skewMs });
      const { cursor } = await readOn(trial, null, context);
      await editText(trial, id, `edited at ${skewMs}`);
      await settle(trial);
      const { latest } = await readOn(trial, cursor, context);
      const seen = textOf({ latest }, id, trial);
      assert.equal(seen, `edited at ${skewMs}`, `missed an edit with clocks ${skewMs} ms apart`);
    }
  },
});

const endsWithLatest = defineAudit({
  id: 'INC-09',
  title: 'MUST end with the latest version of a record edited meanwhile',
  needs: ['read'],
  run: async (trial) => {
    const ids = await seedRecords(trial, 4);
    await trial.sandbox.advance(2000);
    let cursor: Cursor | null = null;
    const seen = new Map<RemoteId, unknown>();
    const note = (reading: Reading): void => {
      for (const one of reading.records) seen.set(one.id, one.fields[trial.sample.text[0]]);
      ({ cursor } = reading);
    };
    for (const version of [1, 2, 3]) {
      for (const id of ids) await editText(trial, id, `version ${version}`);
      note(await readOn(trial, cursor));
      for (const id of ids) await editText(trial, id, `version ${version}, same second`);
      await trial.sandbox.advance(700);
    }
    await settle(trial);
    note(await readOn(trial, cursor));
    const last = 'version 3, same second';
    assert.deepEqual(
      ids.map((id) => seen.get(id)),
      ids.map(() => last),
    );
  },
});

/** Reading on from a cursor. */
export const changeReadAudits = [
  keepsCursor,
  readsOnlyChanges,
  readsTies,
  readsLateCommits,
  refusesCursors,
  ignoresOurClock,
  endsWithLatest,
] as const;
