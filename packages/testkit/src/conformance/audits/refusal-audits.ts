import assert from 'node:assert/strict';
import {
  syncErrorCodes,
  type GuardedChange,
  type RemoteId,
  type SyncError,
  type WriteResult,
} from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { readOn, readPage, seedRecords, seedSettled } from '../read-records.ts';
import { sharedKeysOf, toKey } from '../sample-keys.ts';
import type { FaultKind } from '../sandbox.ts';
import {
  attempt,
  createdByUs,
  draftOf,
  during,
  errorsOf,
  getOne,
  matchKeys,
  refusalOf,
} from '../write-records.ts';

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
  title: 'MUST report a locked record as a conflict to try again later (R-ERR-2)',
  needs: ['write'],
  run: async (trial) => {
    const ids = await seedRecords(trial, 1);
    await trial.sandbox.advance(5000);
    const [change] = await changesOf(trial, ids);
    assert.ok(change);
    for (const write of writesOf(trial, change, 10)) {
      await trial.sandbox.inject({ kind: 'locked', on: 'write', nth: 1, times: 1 });
      const errors = await errorsOf(write);
      assert.deepEqual(
        errors.map((error) => [error.code, error.retry, error.effect]),
        [['conflict', 'later', 'none']],
      );
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
    if (merge) await merge(name, { winner, loser });
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
    assert.deepEqual([second.removed, second.mergedInto], [true, winner]);
  },
});

const classifies = defineAudit({
  id: 'ERR-01',
  title: 'MUST say what a failure means, when to retry and what it did (R-ERR-1, R-ERR-2)',
  needs: ['write'],
  run: async (trial) => {
    const expected: readonly [FaultKind, 'read' | 'write', Partial<SyncError>][] = [
      ['unavailable', 'read', { code: 'unavailable', retry: 'later', effect: 'none' }],
      ['request-lost', 'read', { code: 'unavailable', retry: 'later', effect: 'none' }],
      ['odd-refusal', 'read', { code: 'invalid', retry: 'never', effect: 'none' }],
      ['garbled', 'read', { code: 'malformed', retry: 'never', effect: 'none' }],
      ['unavailable', 'write', { code: 'unavailable', retry: 'later', effect: 'unknown' }],
      ['failed-after', 'write', { code: 'unavailable', retry: 'later', effect: 'unknown' }],
      ['request-lost', 'write', { code: 'unavailable', retry: 'later', effect: 'unknown' }],
      ['odd-refusal', 'write', { code: 'invalid', retry: 'never', effect: 'none' }],
      ['garbled', 'write', { effect: 'unknown' }],
    ];
    const [key] = sharedKeysOf(trial);
    assert.ok(key);
    for (const [at, [kind, on, wanted]] of expected.entries()) {
      await trial.sandbox.inject({ kind, on, nth: 1, times: 1 });
      const drafts = [draftOf(trial, at)];
      const [error] = await errorsOf(async () => {
        if (on === 'write') return trial.write.create.call(trial.sandbox.context(), drafts);
        await matchKeys(trial, [toKey(key, 0)]);
        return [];
      });
      assert.ok(error && syncErrorCodes.includes(error.code), `${kind}: no error`);
      const found = { code: error.code, retry: error.retry, effect: error.effect };
      assert.deepEqual(found, { ...found, ...wanted }, `${kind} on ${on}`);
    }
  },
});

const canary = 'canary.7f3a@private.example';

const keepsSecrets = defineAudit({
  id: 'ERR-02',
  title: 'MUST keep values and secrets out of its messages',
  needs: ['write'],
  run: async (trial) => {
    const { sandbox, sample, write } = trial;
    const values = { [sample.text[0]]: canary };
    const refused = sample.refusals.map(({ field, value }) =>
      draftOf(trial, 0, { ...values, [field]: typeof value === 'string' ? value + canary : value }),
    );
    const errors = await errorsOf(() => write.create.call(sandbox.context(), refused));
    for (const kind of ['failed-after', 'odd-refusal', 'garbled', 'page', 'locked'] as const) {
      await sandbox.inject({ kind, on: 'write', nth: 1, times: 1 });
      errors.push(
        ...(await errorsOf(() =>
          write.create.call(sandbox.context(), [draftOf(trial, 1, values)]),
        )),
      );
    }
    for (const kind of ['unavailable', 'odd-refusal', 'garbled', 'revoked'] as const) {
      await sandbox.inject({ kind, on: 'read', nth: 1, times: 1 });
      const keys = write.matchKeys.map((of) => ({ kind: of, value: canary }));
      errors.push(await refusalOf(() => matchKeys(trial, keys), `(${kind})`));
    }
    assert.ok(errors.length > 8);
    for (const error of errors) {
      assert.ok(!`${error.message}${error.stack}`.includes(canary), 'a message holds a value');
      const all = JSON.stringify(error) + error.message + String(error.stack);
      for (const secret of sandbox.secrets) assert.ok(!all.includes(secret), 'holds a secret');
    }
  },
});

const renewsOnce = defineAudit({
  id: 'AUTH-01',
  title: 'MUST go on after an expired session, renewed once (R-ERR-4)',
  needs: ['read', 'write'],
  run: async (trial) => {
    const ids = await seedSettled(trial, 3);
    await trial.sandbox.inject({ kind: 'session-expired', on: 'read', nth: 1, times: 1 });
    const reading = await during(trial, async () => {
      const { latest } = await readOn(trial);
      assert.deepEqual(
        ids.filter((id) => !latest.has(id)),
        [],
      );
    });
    assert.equal(reading.calls.filter((call) => call.kind === 'auth').length, 1);
    await trial.sandbox.inject({ kind: 'session-expired', on: 'write', nth: 1, times: 1 });
    const drafts = [draftOf(trial, 10)];
    const writing = await during(trial, () =>
      trial.write.create.call(trial.sandbox.context(), drafts),
    );
    assert.equal(writing.calls.filter((call) => call.kind === 'auth').length, 1);
    assert.equal((await createdByUs(trial)).length, 1);
  },
});

const stopsWhenRevoked = defineAudit({
  id: 'AUTH-03',
  title: 'MUST say that a revoked credential needs a person (R-ERR-4)',
  needs: ['read', 'write'],
  run: async (trial) => {
    await seedSettled(trial, 1);
    await trial.sandbox.inject({ kind: 'revoked', on: 'read', nth: 1, times: 1 });
    const reading = await refusalOf(() => readPage(trial, null), 'with a revoked credential');
    const [writing] = await errorsOf(() =>
      trial.write.create.call(trial.sandbox.context(), [draftOf(trial, 1)]),
    );
    for (const error of [reading, writing])
      assert.deepEqual([error?.code, error?.retry], ['unauthorized', 'never']);
    assert.deepEqual(await createdByUs(trial), []);
  },
});

const slowsDown = defineAudit({
  id: 'LIM-01',
  title: 'MUST report that the CRM says slow down, and not ask again (R-TIME-6)',
  needs: ['read', 'write'],
  run: async (trial) => {
    await seedSettled(trial, 1);
    const tries = [
      ['read', () => readPage(trial, null)],
      ['write', () => trial.write.create.call(trial.sandbox.context(), [draftOf(trial, 1)])],
    ] as const;
    for (const [on, call] of tries) {
      await trial.sandbox.inject({ kind: 'throttled', on, nth: 1, times: 1 });
      const { calls } = await during(trial, async () => {
        const error = await refusalOf(call, 'when throttled');
        assert.deepEqual(
          [error.code, error.retry, error.effect],
          ['rate-limited', 'later', 'none'],
        );
      });
      assert.equal(calls.length, 1);
    }
    assert.deepEqual(await createdByUs(trial), []);
  },
});

const settlesWithinMs = 1000;

const stopsOnAbort = defineAudit({
  id: 'CAN-01',
  title: 'MUST stop when it is told to, and call a write in flight unknown',
  needs: ['read', 'write'],
  run: async (trial) => {
    await seedSettled(trial, 1);
    const { sandbox, write } = trial;
    const drafts = [draftOf(trial, 1)];
    const tries: readonly ['read' | 'write', (signal: AbortSignal) => Promise<unknown>][] = [
      ['read', (signal) => readPage(trial, null, sandbox.context({ signal }))],
      ['write', (signal) => write.create.call(sandbox.context({ signal }), drafts)],
    ];
    for (const [on, call] of tries) {
      const before = await during(trial, async () => {
        const error = await refusalOf(() => call(AbortSignal.abort()), 'after an abort');
        assert.equal(error.code, 'cancelled');
      });
      assert.deepEqual(before.calls, []);
      const stop = new AbortController();
      await trial.sandbox.inject({ kind: 'stalled', on, nth: 1, times: 1 });
      const pending = attempt(() => call(stop.signal));
      await trial.sandbox.stalled();
      const since = performance.now();
      stop.abort();
      const tried = await pending;
      assert.ok(performance.now() - since < settlesWithinMs, 'goes on after an abort');
      assert.ok('thrown' in tried, 'answers after an abort');
      const { code, effect } = tried.thrown;
      assert.deepEqual([code, effect], ['cancelled', on === 'write' ? 'unknown' : 'none']);
    }
  },
});

/** What a connector says when the CRM refuses, fails or is slow. */
export const refusalAudits = [
  refusesValues,
  waitsForLocks,
  noticesGone,
  classifies,
  keepsSecrets,
  renewsOnce,
  stopsWhenRevoked,
  slowsDown,
  stopsOnAbort,
] as const;
