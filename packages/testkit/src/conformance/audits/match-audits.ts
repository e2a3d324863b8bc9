import assert from 'node:assert/strict';
import type { Fields, MatchKey, RemoteId } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { keysOf, sharedKeysOf, spelled, toKey, type KeyOfTrial } from '../sample-keys.ts';
import type { FaultKind } from '../sandbox.ts';
import {
  attempt,
  createOne,
  draftOf,
  during,
  matchIds,
  matchKeys,
  passLag,
  seedFindable,
  uniqueKeyOf,
} from '../write-records.ts';

/** A record for each way to spell a key, by its number: one that nobody else has. */
const waysToSpell = (trial: Trial<'write'>, key: KeyOfTrial, from: number): Map<number, Fields> => {
  const ways = key.spellings(from).map((_, at): [number, Fields] => {
    const number = from + at;
    const text = key.spellings(number)[at] ?? '';
    return [number, spelled(trial, key, { number, text })];
  });
  const last = from + ways.length;
  const further = key.further?.(last);
  return new Map([
    ...ways,
    ...(further ? [[last, { ...trial.sample.record(last), ...further }] as const] : []),
  ]);
};

const findsSpellings = defineAudit({
  id: 'MAT-01',
  title:
    'MUST find a record however people spell its key, and no lookalike (R-COMPANY-1, R-COMPANY-2, R-PERSON-1)',
  needs: ['write'],
  run: async (trial) => {
    for (const [at, key] of keysOf(trial).entries()) {
      const ways = waysToSpell(trial, key, at * 1000);
      const looks = key
        .lookalikes(0)
        .map((text, nth) => spelled(trial, key, { number: at * 1000 + 500 + nth, text }));
      const ids = await seedFindable(trial, [...ways.values(), ...looks]);
      const others = ids.slice(ways.size);
      for (const [nth, number] of [...ways.keys()].entries()) {
        const found = await matchIds(trial, toKey(key, number));
        assert.deepEqual(found, [ids[nth]], `spelling ${nth} by ${key.kind}`);
      }
      const found = await matchIds(trial, toKey(key, 0));
      assert.deepEqual(
        others.filter((id) => found.includes(id)),
        [],
        `finds a lookalike by ${key.kind}`,
      );
    }
  },
});

const findsAllLive = defineAudit({
  id: 'MAT-03',
  title: 'MUST find none, one or every live record of a key, none removed (R-DUP-2, R-DUP-3)',
  needs: ['write'],
  run: async (trial) => {
    for (const key of sharedKeysOf(trial)) {
      const text = String(trial.sample.record(7)[key.field]);
      const numbers = key.isUnique ? [0] : [0, 1, 2];
      const same = numbers.map((number) => spelled(trial, key, { number, text }));
      const ids = await trial.sandbox.seed(trial.name, same);
      const [single] = await trial.sandbox.seed(trial.name, [trial.sample.record(8)]);
      const gone = ids.at(-1);
      assert.ok(single && gone);
      await trial.sandbox.remove(trial.name, gone);
      await passLag(trial);
      const [none, one, many] = await matchKeys(
        trial,
        [9, 8, 7].map((number) => toKey(key, number)),
      );
      const idsIn = (found: typeof none): RemoteId[] => (found ?? []).map((record) => record.id);
      assert.deepEqual(idsIn(none), []);
      assert.deepEqual(idsIn(one), [single]);
      assert.deepEqual(idsIn(many).toSorted(), ids.filter((id) => id !== gone).toSorted());
    }
  },
});

const findsAtOnce = defineAudit({
  id: 'MAT-05',
  title: 'MUST find a record it has just written, once the lag is over (R-DUP-1)',
  needs: ['write'],
  run: async (trial) => {
    const id = await createOne(trial, 1);
    await passLag(trial);
    for (const key of keysOf(trial)) {
      const found = await matchIds(trial, toKey(key, 1));
      assert.deepEqual(found, [id], `misses a new record by ${key.kind}`);
    }
  },
});

const findsUniqueAtOnce = defineAudit({
  id: 'MAT-10',
  title: 'MUST find by its unique key what is just written, however late others are (R-DUP-1)',
  needs: ['write'],
  run: async (trial) => {
    for (const number of [1, 2, 3, 4, 5]) {
      const id = await createOne(trial, number);
      const found = await matchIds(trial, { kind: 'unique-key', value: uniqueKeyOf(number) });
      assert.deepEqual(found, [id], 'misses a record just written');
    }
  },
});

const failures: readonly FaultKind[] = [
  'truncated',
  'garbled',
  'page',
  'empty',
  'unavailable',
  'throttled',
  'request-lost',
  'odd-refusal',
];

const neverGuesses = defineAudit({
  id: 'MAT-06',
  title: 'MUST fail when it cannot tell, and never answer that none matches (R-DUP-1, R-DUP-2)',
  needs: ['write'],
  run: async (trial) => {
    const ids = await seedFindable(trial, [trial.sample.record(0)]);
    await trial.sandbox.advance(2000);
    for (const key of sharedKeysOf(trial)) {
      const match = (): Promise<RemoteId[]> => matchIds(trial, toKey(key, 0));
      const { calls } = await during(trial, match);
      for (const kind of failures)
        for (let nth = 1; nth <= calls.length; nth += 1) {
          await trial.sandbox.inject({ kind, on: 'read', nth, times: 1 });
          const tried = await attempt(match);
          if ('results' in tried)
            assert.deepEqual(tried.results, ids, `(${kind} in request ${nth}, by ${key.kind})`);
        }
    }
  },
});

const hostile = [
  String.raw`x' OR Name != '`,
  String.raw`x\' OR Name != '`,
  'x\\',
  "' OR ''='",
  '%',
  '_',
  '%@%',
  '*',
  '{"$like":"%"}',
  '") OR (Id != null',
  "a'; DELETE FROM Contact; --",
  'x\u2028y',
  'null',
];

const takesLiterally = defineAudit({
  id: 'MAT-07',
  title: 'MUST take every key literally, whatever it is made of',
  needs: ['write'],
  run: async (trial) => {
    await trial.sandbox.seed(trial.name, [0, 1, 2].map(trial.sample.record));
    const held = hostile.map((text, at) =>
      draftOf(trial, 10 + at, { [trial.write.uniqueKeyField]: text }),
    );
    const ids = await seedFindable(
      trial,
      held.map((draft) => draft.fields),
    );
    for (const [at, value] of hostile.entries())
      for (const { kind } of keysOf(trial)) {
        const found = await matchIds(trial, { kind, value });
        assert.deepEqual(found, kind === 'unique-key' ? [ids[at]] : [], `${kind} ${value}`);
      }
  },
});

const poison = ['\0', '\u{d800}', 'x'.repeat(5000), ''];

const isolatesPoison = defineAudit({
  id: 'MAT-08',
  title: 'MUST match the other keys of a full call beside one it cannot send (R-ERR-3)',
  needs: ['write'],
  run: async (trial) => {
    const [id] = await seedFindable(trial, [trial.sample.record(0)]);
    assert.ok(id);
    for (const key of sharedKeysOf(trial))
      for (const value of poison) {
        const keys: MatchKey[] = Array.from({ length: trial.write.matchMax }, (_, at) =>
          toKey(key, 1000 + at),
        );
        keys[2] = { kind: key.kind, value };
        keys[keys.length - 1] = toKey(key, 0);
        const found = await matchKeys(trial, keys);
        const ids = found.map((candidates) => candidates.map((record) => record.id));
        const expected = keys.map((_, at): RemoteId[] => (at === keys.length - 1 ? [id] : []));
        assert.deepEqual(ids, expected);
      }
  },
});

const keepsOrder = defineAudit({
  id: 'MAT-09',
  title: 'MUST answer keys and ids in their own order, with repeats',
  needs: ['write'],
  run: async (trial) => {
    const ids = await trial.sandbox.seed(
      trial.name,
      [0, 1, 2].map((number) => draftOf(trial, number).fields),
    );
    const order = [2, 0, 1, 0];
    const keys = order.map((number): MatchKey => ({
      kind: 'unique-key',
      value: uniqueKeyOf(number),
    }));
    const expected = order.map((number) => ids[number]);
    const found = await matchKeys(trial, keys);
    assert.deepEqual(
      found.map(([record]) => record?.id),
      expected,
    );
    const wanted = expected.flatMap((id) => (id ? [id] : []));
    const got = await trial.write.get(trial.sandbox.context(), {
      ids: wanted,
      fields: trial.sample.text,
    });
    assert.deepEqual(
      got.map((record) => record?.id),
      expected,
    );
  },
});

/** Finding the record to write. */
export const matchAudits = [
  findsSpellings,
  findsAllLive,
  findsAtOnce,
  findsUniqueAtOnce,
  neverGuesses,
  takesLiterally,
  isolatesPoison,
  keepsOrder,
] as const;
