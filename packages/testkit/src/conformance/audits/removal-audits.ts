import assert from 'node:assert/strict';
import { defineAudit } from '../audit.ts';
import { sharedKeysOf, toKey } from '../sample-keys.ts';
import { getOne, matchIds } from '../write-records.ts';
import { readOn, readWithBin, seedRecords, seedSettled, settle } from '../read-records.ts';

const reportsRemovals = defineAudit({
  id: 'INC-10',
  title: 'MUST report a removal, and the record again when it is restored',
  needs: ['read', 'remove', 'restore'],
  run: async (trial) => {
    const [id] = await seedSettled(trial, 3);
    assert.ok(id);
    const before = await readOn(trial);
    await trial.remove(trial.name, id);
    await settle(trial);
    const removed = await readWithBin(trial, before.cursor);
    assert.equal(removed.latest.get(id)?.removed, true, 'missed the removal');
    await trial.restore(trial.name, id);
    await settle(trial);
    const restored = await readWithBin(trial, removed.cursor);
    assert.equal(restored.latest.get(id)?.removed, false, 'missed the restoration');
  },
});

const followsMerges = defineAudit({
  id: 'INC-11',
  title: 'MUST name the record that a merged one went into (R-DUP-5)',
  needs: ['read', 'merge'],
  run: async (trial) => {
    const [winner, loser] = await seedSettled(trial, 2);
    assert.ok(winner && loser);
    const { cursor } = await readOn(trial);
    const survivor = await trial.merge(trial.name, { winner, loser });
    await settle(trial);
    const { latest } = await readWithBin(trial, cursor);
    for (const id of [winner, loser].filter((one) => one !== survivor)) {
      assert.equal(latest.get(id)?.mergedInto, survivor);
      assert.equal(latest.get(id)?.removed, true);
    }
    assert.equal(latest.get(survivor)?.removed, false, 'the survivor is not read again');
  },
});

const provesRemovals = defineAudit({
  id: 'INC-12',
  title: 'MUST NOT report a record as removed that it may no longer see',
  needs: ['read', 'write', 'hideRecord'],
  run: async (trial) => {
    const ids = await seedRecords(trial, 3);
    const [hidden] = ids;
    assert.ok(hidden);
    await settle(trial);
    const { cursor } = await readOn(trial);
    await trial.hideRecord(trial.name, hidden);
    await settle(trial);
    const { latest } = await readOn(trial, cursor);
    assert.notEqual(latest.get(hidden)?.removed, true, 'reports a hidden record as removed');
    const got = await trial.write.get(trial.sandbox.context(), { ids, fields: trial.sample.text });
    assert.deepEqual(
      got.map((record) => record?.id ?? null),
      [null, ...ids.slice(1)],
    );
  },
});

const followsConversions = defineAudit({
  id: 'INC-13',
  title: 'MUST name what a converted record goes on as, and match it no more (R-PERSON-8)',
  needs: ['read', 'write', 'convert'],
  run: async (trial) => {
    const [converted, other] = await seedSettled(trial, 2);
    assert.ok(converted && other);
    const { cursor } = await readOn(trial);
    const continuesAs = await trial.convert(trial.name, converted);
    await settle(trial);
    const { latest } = await readOn(trial, cursor);
    assert.deepEqual(latest.get(converted)?.continuesAs, continuesAs);
    assert.equal(latest.get(other)?.continuesAs, undefined);
    assert.deepEqual((await getOne(trial, converted)).continuesAs, continuesAs);
    for (const key of sharedKeysOf(trial)) {
      assert.deepEqual(await matchIds(trial, toKey(key, 0)), [], `found by ${key.kind}`);
      assert.deepEqual(await matchIds(trial, toKey(key, 1)), [other]);
    }
  },
});

/** Records that leave, come back, merge or go out of sight. */
export const removalAudits = [
  reportsRemovals,
  followsMerges,
  provesRemovals,
  followsConversions,
] as const;
