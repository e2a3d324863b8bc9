import assert from 'node:assert/strict';
import type { GuardedChange, RemoteId, WriteResult } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { seedRecords } from '../read-records.ts';
import { createdByUs, draftOf, during, errorsOf, getOne } from '../write-records.ts';

const refusesValues = defineAudit({
  id: 'WRT-16',
  title: 'MUST report a refused value as invalid, with its field (R-ERR-1)',
  needs: ['write'],
  run: async (trial) => {
    for (const [at, { field, value }] of trial.sample.refusals.entries()) {
      const drafts = [draftOf(trial, at, { [field]: value })];
      const errors = await errorsOf(() => trial.write.create.call(trial.sandbox.context(), drafts));
      assert.deepEqual(
        errors.map((error) => [error.code, error.retry, error.effect, error.field]),
        [['invalid', 'never', 'none', field]],
      );
      assert.ok(errors[0]?.remote?.code, 'without the CRM’s own code');
      assert.ok(errors[0].remote.message, 'without the CRM’s own message');
    }
    assert.deepEqual(await createdByUs(trial), []);
  },
});

const changesOf = async (
  trial: Trial<'write'>,
  ids: readonly RemoteId[],
): Promise<GuardedChange[]> => {
  const changes: GuardedChange[] = [];
  for (const id of ids) {
    const { revision } = await getOne(trial, id);
    changes.push({ id, fields: { [trial.sample.text[0]]: 'ours' }, revision: revision ?? '' });
  }
  return changes;
};

/** Each way to write one record of the subject. */
const writesOf = (
  trial: Trial<'write'>,
  change: GuardedChange,
  number: number,
): (() => Promise<WriteResult[]>)[] => {
  const { sandbox, update, guard, write } = trial;
  return [
    () => write.create.call(sandbox.context(), [draftOf(trial, number)]),
    ...(update ? [() => update.call(sandbox.context(), [change])] : []),
    ...(guard ? [() => guard.call(sandbox.context(), [change])] : []),
  ];
};

const waitsForLocks = defineAudit({
  id: 'WRT-17',
  title: 'MUST report a lock as a refusal that passes, to try again later (R-ERR-2)',
  needs: ['write'],
  run: async (trial) => {
    const ids = await seedRecords(trial, 1);
    await trial.sandbox.advance(5000);
    const [change] = await changesOf(trial, ids);
    assert.ok(change);
    for (const write of writesOf(trial, change, 10)) {
      await trial.sandbox.inject({ kind: 'locked', on: 'write', nth: 1, times: 1 });
      const errors = await errorsOf(write);
      assert.equal(errors.length, 1);
      for (const { code, retry, effect } of errors) {
        // Of a call that is locked as a whole nobody may know what it did.
        assert.ok(code === 'unavailable' || (code === 'conflict' && effect === 'none'), code);
        assert.equal(retry, 'later');
      }
    }
  },
});

const noticesGone = defineAudit({
  id: 'WRT-18',
  title: 'MUST report a record as not found that was removed or merged (R-DUP-5)',
  needs: ['write', 'update', 'remove'],
  run: async (trial) => {
    const { sandbox, name, merge } = trial;
    const [removed, loser, winner] = await seedRecords(trial, 3);
    assert.ok(removed && loser && winner);
    await sandbox.advance(5000);
    const gone = merge ? [removed, loser] : [removed];
    const changes = await changesOf(trial, gone);
    await trial.remove(name, removed);
    const survivor = await merge?.(name, { winner, loser });
    await sandbox.advance(5000);
    const { changes: seen } = await during(trial, async () => {
      for (const call of [trial.update, trial.guard].filter((part) => part !== undefined)) {
        const errors = await errorsOf(() => call.call(sandbox.context(), changes));
        assert.deepEqual(
          errors.map((error) => [error.code, error.effect]),
          gone.map(() => ['not-found', 'none']),
        );
      }
    });
    assert.deepEqual(seen, []);
    const first = await getOne(trial, removed);
    assert.deepEqual([first.removed, first.mergedInto], [true, null]);
    if (!merge) return;
    const second = await getOne(trial, loser);
    assert.deepEqual([second.removed, second.mergedInto], [true, survivor]);
  },
});

/** Records that the CRM refuses to write. */
export const refusalAudits = [refusesValues, waitsForLocks, noticesGone] as const;
