import assert from 'node:assert/strict';
import type { RemoteId } from '@concord/core/contract';
import { defineAudit } from '../audit.ts';
import { sharedKeysOf, spelled, toKey } from '../sample-keys.ts';
import { matchKeys, passLag } from '../write-records.ts';

const datesCandidates = defineAudit({
  id: 'TIE-01',
  title: 'MUST give each candidate the time of its last change in the CRM (R-DUP-3)',
  needs: ['write'],
  run: async (trial) => {
    const { sandbox, name, sample } = trial;
    for (const key of sharedKeysOf(trial)) {
      const text = String(sample.record(3)[key.field]);
      const order = key.isUnique ? [0] : [2, 0, 1];
      const same = order.map((_, number) => spelled(trial, key, { number, text }));
      const ids = await sandbox.seed(name, same);
      const expected: [RemoteId, string][] = [];
      for (const at of order) {
        await sandbox.advance(61_000);
        const id = ids[at];
        assert.ok(id);
        await sandbox.edit(name, id, { [sample.text[0]]: `edited ${at}` });
        const entry = (await sandbox.history()).findLast((change) => change.id === id);
        expected.push([id, entry?.at.slice(0, 19) ?? '']);
      }
      await passLag(trial);
      const [found = []] = await matchKeys(trial, [toKey(key, 3)]);
      const dated = found.map((one): [RemoteId, string] => [one.id, one.modifiedAt.slice(0, 19)]);
      assert.deepEqual(
        dated.toSorted(([, one], [, other]) => (one < other ? -1 : 1)),
        expected,
      );
    }
  },
});

const countsSignals = defineAudit({
  id: 'TIE-06',
  title: 'MUST count each signal as the CRM does (R-DUP-4)',
  needs: ['write', 'signals'],
  run: async (trial) => {
    const { sandbox, name, sample } = trial;
    const ids = await sandbox.seed(name, [0, 1, 2].map(sample.record));
    for (const [signal, { object, lookup }] of Object.entries(sample.signals)) {
      const child = trial.samples[object];
      assert.ok(child, `no sample of ${object}`);
      const children = [2, 0, 1].flatMap((count, at) =>
        Array.from({ length: count }, (_, nth) => ({
          ...child.record(at * 10 + nth),
          [lookup]: ids[at] ?? null,
        })),
      );
      await sandbox.seed(object, children);
      const counted = await trial.signals(sandbox.context(), ids);
      assert.deepEqual(
        counted.map((signals) => signals[signal]),
        [2, 0, 1],
      );
    }
    const weighed = Object.values(trial.write.tieBreaks).flat();
    for (const rule of weighed)
      assert.ok(rule.of === 'modifiedAt' || rule.of in sample.signals, `unknown ${rule.of}`);
  },
});

/** What the tie-break weighs. */
export const tieAudits = [datesCandidates, countsSignals] as const;
