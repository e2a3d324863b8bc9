import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Context } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { readOn, seedSettled } from '../read-records.ts';
import { keysOf, toKey } from '../sample-keys.ts';
import { beyond, setTraps, usesWithin } from '../trap-globals.ts';
import { draftOf, during, matchKeys, mutationsOf } from '../write-records.ts';

/** Does each thing that the object can do, once. */
const exercise = async (trial: Trial, context: Context): Promise<void> => {
  const { connector, object, read, write } = trial;
  await connector.identify(context);
  await object.describe(context);
  if (read) await readOn({ ...trial, read }, null, context);
  if (!write) return;
  const writer = { ...trial, write };
  await matchKeys(
    writer,
    keysOf(writer).map((key) => toKey(key, 0)),
    context,
  );
  const [result] = await write.create.call(context, [draftOf(writer, 1)]);
  assert.ok(result?.ok, 'a valid draft was refused');
  const change = { id: result.id, fields: { [trial.sample.text[0]]: 'ours' } };
  await trial.update?.call(context, [change]);
  await trial.signals?.(context, [result.id]);
};

const staysHome = defineAudit({
  id: 'SPEC-04',
  title: 'MUST ask for paths of the account, and for no other host',
  run: async (trial) => {
    const context = trial.sandbox.context();
    const paths: string[] = [];
    const fetch: Context['fetch'] = (path, init) => {
      paths.push(path);
      return context.fetch(path, init);
    };
    await exercise(trial, { ...context, fetch });
    const away = paths.filter((path) => new URL(path, 'http://home').origin !== 'http://home');
    assert.deepEqual(away, []);
    assert.ok(paths.length > 0, 'asked for nothing');
  },
});

const fitsContract = defineAudit({
  id: 'SPEC-05',
  title: 'MUST name contract 1, itself and each object’s company',
  scope: 'connector',
  run: async ({ connector }) => {
    assert.equal(connector.contract, 1);
    assert.match(connector.id, /^[a-z][a-z0-9-]*$/u);
    assert.notEqual(connector.label, '');
    const names = Object.keys(connector.objects);
    assert.ok(Number.isInteger(connector.requestsAtOnce) && connector.requestsAtOnce > 0);
    for (const [name, { company, write, associations }] of Object.entries(connector.objects)) {
      const parent = company ? names.indexOf(company.object) : 0;
      assert.ok(parent >= 0 && parent <= names.indexOf(name), `${name} comes before its company`);
      for (const to of associations?.to ?? []) assert.ok(names.includes(to), `${name}: ${to}`);
      const sizes = [
        ...(write ? [write.create.batchMax, write.matchMax] : []),
        ...(write?.guard.kind === 'compensating' ? [write.guard.historyMax] : []),
        ...(associations ? [associations.batchMax] : []),
      ];
      for (const size of sizes) assert.ok(Number.isInteger(size) && size > 0, `${name}: ${size}`);
    }
  },
});

const usesAtImport = async (entry: URL): Promise<string[]> => {
  const file = import.meta.url.endsWith('.ts') ? '../import-alone.ts' : '../import-alone.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: entry.href,
    execArgv: [],
  });
  const [uses] = (await once(worker, 'message')) as [string[]];
  await worker.terminate();
  return uses;
};

const usesAtRunTime = async (trial: Trial): Promise<string[]> => {
  const context = trial.sandbox.context();
  const fetch: Context['fetch'] = (path, init) => beyond(() => context.fetch(path, init));
  const now: Context['now'] = () => beyond(context.now);
  const outer = { ...context, fetch, now };
  const restore = setTraps();
  try {
    return await usesWithin(() => exercise(trial, outer));
  } finally {
    restore();
  }
};

const touchesOnlyContext = defineAudit({
  id: 'SPEC-06',
  title: 'MUST touch nothing but its context, and print nothing',
  run: async (trial) => {
    assert.deepEqual(await usesAtRunTime(trial), []);
  },
});

const importsPurely = defineAudit({
  id: 'SPEC-07',
  title: 'MUST read no clock, environment or network when it is imported',
  scope: 'connector',
  run: async ({ entry }) => {
    assert.deepEqual(await usesAtImport(entry), []);
  },
});

const identifiesSafely = defineAudit({
  id: 'CHK-02',
  title: 'MUST identify one account, the same each time, without a write',
  scope: 'connector',
  run: async (trial) => {
    const { calls } = await during(trial, async () => {
      const first = await trial.connector.identify(trial.sandbox.context());
      const second = await trial.connector.identify(trial.sandbox.context());
      assert.deepEqual(first, second);
      assert.ok(first.accountId !== '' && first.userId !== '');
    });
    assert.deepEqual(mutationsOf(calls), []);
    assert.ok(calls.length <= 6, `${calls.length} requests`);
  },
});

const worksAsDeclared = defineAudit({
  id: 'CAP-01',
  title: 'MUST do what it declares, and write nothing where it declares none',
  run: async (trial) => {
    await trial.sandbox.seed(trial.name, [trial.sample.record(0)]);
    const { allows } = await trial.object.describe(trial.sandbox.context());
    assert.equal(allows.read, true);
    const { changes, calls } = await during(trial, () => exercise(trial, trial.sandbox.context()));
    const ours = changes.filter((change) => change.by === 'us');
    const kinds = [...new Set(ours.map((change) => change.kind))];
    if (!trial.write) {
      assert.deepEqual([kinds, mutationsOf(calls)], [[], []]);
      return;
    }
    assert.deepEqual(kinds, trial.update ? ['created', 'updated'] : ['created']);
    assert.equal(allows.create, true);
    assert.equal(allows.update, trial.update !== undefined);
  },
});

const measuresAsDeclared = defineAudit({
  id: 'CAP-02',
  title: 'MUST be measured as it declares: pages, lag, settling, guard',
  needs: ['read'],
  run: async (trial) => {
    const ids = await seedSettled(trial, trial.read.pageMax + 1);
    const page = await trial.read.page(trial.sandbox.context(), {
      fields: trial.sample.text,
      after: null,
    });
    assert.ok(page.records.length <= trial.read.pageMax, 'a page above pageMax');
    const { latest } = await readOn(trial);
    assert.ok(
      ids.every((id) => latest.has(id)),
      'a record stays invisible beyond settleMs',
    );
    if (!trial.write) return;
    const [id] = ids;
    assert.ok(id);
    const [resting] = await trial.write.get(trial.sandbox.context(), {
      ids: [id],
      fields: trial.sample.text,
    });
    const isGuarded = trial.write.guard.kind !== 'none';
    assert.equal(typeof resting?.revision, isGuarded ? 'string' : 'object');
  },
});

/** What a connector declares, and whether it keeps to it. */
export const contractAudits = [
  staysHome,
  fitsContract,
  touchesOnlyContext,
  importsPurely,
  identifiesSafely,
  worksAsDeclared,
  measuresAsDeclared,
] as const;
