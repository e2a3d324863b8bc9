import assert from 'node:assert/strict';
import { defineAudit } from '../audit.ts';
import { readOn, readPage, seedSettled } from '../read-records.ts';
import { attempt, createdByUs, draftOf, during, errorsOf, refusalOf } from '../write-records.ts';

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
      stop.abort();
      // Only the abort can end it: the CRM never answers, and time-outs are longer than an audit.
      const tried = await pending;
      assert.ok('thrown' in tried, 'answers after an abort');
      const { code, effect } = tried.thrown;
      assert.deepEqual([code, effect], ['cancelled', on === 'write' ? 'unknown' : 'none']);
    }
  },
});

/** Being let in, slowed down and stopped. */
export const sessionAudits = [renewsOnce, stopsWhenRevoked, slowsDown, stopsOnAbort] as const;
