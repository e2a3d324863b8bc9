import assert from 'node:assert/strict';
import { syncErrorCodes, type SyncError } from '@concord/core/contract';
import { defineAudit } from '../audit.ts';
import { keysOf, toKey } from '../sample-keys.ts';
import type { FaultKind } from '../sandbox.ts';
import { draftOf, errorsOf, matchKeys, refusalOf } from '../write-records.ts';

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
    const [key] = keysOf(trial);
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

/** What a connector says of a failure. */
export const errorAudits = [classifies, keepsSecrets] as const;
