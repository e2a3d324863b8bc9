import assert from 'node:assert/strict';
import type { RemoteId } from '@concord/core/contract';
import { defineAudit } from '../audit.ts';
import { fieldsOf, readRemovals, seedRecords, seedSettled, settle } from '../read-records.ts';
import { attempt } from '../write-records.ts';

const liveCount = 5;
const goneCount = 120;

const showsBin = defineAudit({
  id: 'BIN-01',
  title: 'MUST show every removed record once, with its fields, and no live one (R-DUP-5)',
  needs: ['read', 'removals', 'remove'],
  run: async (trial) => {
    const { sandbox, name, sample } = trial;
    const ids = await seedRecords(trial, liveCount + goneCount);
    const gone = ids.slice(liveCount);
    for (const id of gone) await trial.remove(name, id);
    await settle(trial);
    const records = await readRemovals(trial, Object.keys(sample.record(0)));
    assert.deepEqual(records.map(({ id }) => id).toSorted(), gone.toSorted());
    for (const record of records) {
      const number = ids.indexOf(record.id);
      assert.deepEqual({ ...record.fields }, sample.record(number));
      assert.deepEqual([record.removed, record.mergedInto], [true, null]);
    }
    for (const kind of ['truncated', 'garbled', 'page', 'empty', 'unavailable'] as const) {
      await sandbox.inject({ kind, on: 'read', nth: 1, times: 1 });
      const tried = await attempt(() => readRemovals(trial, fieldsOf(trial)));
      assert.ok('thrown' in tried, `takes a broken answer for an empty bin (${kind})`);
    }
  },
});

const followsThroughBin = defineAudit({
  id: 'BIN-02',
  title: 'MUST NOT show a merged record as removed without its survivor (R-DUP-5)',
  needs: ['read', 'removals', 'merge', 'restore'],
  run: async (trial) => {
    const { name, sandbox } = trial;
    const [winner, loser, restored] = await seedRecords(trial, 3);
    assert.ok(winner && loser && restored);
    await sandbox.remove(name, restored);
    await trial.restore(name, restored);
    const survivor = await trial.merge(name, { winner, loser });
    await settle(trial);
    for (const { id, mergedInto } of await readRemovals(trial, fieldsOf(trial))) {
      assert.ok(id === winner || id === loser, 'shows a live record as removed');
      assert.equal(mergedInto, survivor);
    }
  },
});

const provesRemoved = defineAudit({
  id: 'BIN-03',
  title: 'MUST prove removed what is removed, and nothing that is there or hidden (R-DUP-5)',
  needs: ['read', 'proveRemoved', 'remove'],
  run: async (trial) => {
    const { name, sandbox, proveRemoved, hideRecord, restore } = trial;
    const ids = await seedSettled(trial, 6);
    const [live, gone, hidden, restored] = ids;
    assert.ok(live && gone && hidden && restored);
    await trial.remove(name, gone);
    await hideRecord?.(name, hidden);
    await trial.remove(name, restored);
    await restore?.(name, restored);
    await settle(trial);
    const expected = restore ? [gone] : [gone, restored];
    const proved = await proveRemoved(sandbox.context(), ids);
    assert.deepEqual(proved.toSorted(), expected.toSorted());
    assert.deepEqual(await proveRemoved(sandbox.context(), []), []);
    await sandbox.inject({ kind: 'truncated', on: 'read', nth: 1, times: 1 });
    const tried = await attempt(() => proveRemoved(sandbox.context(), ids));
    if ('results' in tried)
      assert.deepEqual(
        tried.results.filter((id) => !expected.includes(id)),
        [],
      );
  },
});

const listsLive = defineAudit({
  id: 'BIN-04',
  title: 'MUST list the id of every live record, in ascending order',
  needs: ['read', 'ids'],
  run: async (trial) => {
    const { name, sandbox } = trial;
    const seeded = await seedSettled(trial, 30);
    const [gone, ...live] = seeded;
    assert.ok(gone);
    const left = trial.remove ? live : seeded;
    await trial.remove?.(name, gone);
    await settle(trial);
    const listed: RemoteId[] = [];
    for (let more = true; more;) {
      const page = await trial.ids(sandbox.context(), listed.at(-1) ?? null);
      listed.push(...page.ids);
      ({ more } = page);
    }
    assert.deepEqual(listed, [...new Set(listed)].toSorted());
    assert.deepEqual(
      seeded.filter((id) => listed.includes(id)),
      left,
    );
  },
});

/** What is there, and what the CRM keeps of what is not. */
export const binAudits = [showsBin, followsThroughBin, provesRemoved, listsLive] as const;
