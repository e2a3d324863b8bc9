import assert from 'node:assert/strict';
import type { FieldValue, RemoteId, RemoteRecord } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import {
  assertAllRead,
  fieldsOf,
  readOn,
  readPage,
  readPages,
  readWithBin,
  seedRecords,
  seedSettled,
  settle,
  toReading,
} from '../read-records.ts';
import type { FaultKind } from '../sandbox.ts';
import { attempt, during } from '../write-records.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

const assertWhole = (trial: Trial, record: RemoteRecord | undefined, number: number): void => {
  assert.ok(record, `record ${number} was not read`);
  const blank = Object.fromEntries(fieldsOf(trial).map((name) => [name, null]));
  assert.deepEqual({ ...record.fields }, { ...blank, ...trial.sample.record(number) });
  assert.match(record.modifiedAt, instant);
  assert.equal(record.removed, false);
  assert.equal(record.mergedInto, null);
};

const readsOnce = defineAudit({
  id: 'RD-01',
  title: 'MUST read every record once, with exactly the fields asked for',
  needs: ['read'],
  run: async (trial) => {
    const ids = await seedSettled(trial, 25);
    const { records, latest } = await readOn(trial);
    assert.equal(records.length, latest.size, 'a record of a quiet account came twice');
    ids.forEach((id, number) => assertWhole(trial, latest.get(id), number));
  },
});

/** Seeds more than `pages` pages, over several seconds. */
const seedPages = async (trial: Trial<'read'>, pages: number): Promise<RemoteId[]> => {
  const ids: RemoteId[] = [];
  const { pageMax } = trial.read;
  const step = Math.ceil(pageMax / 2);
  for (let from = 0; from < pageMax * pages + 1; from += step) {
    ids.push(...(await seedRecords(trial, step, from)));
    await trial.sandbox.advance(1000);
  }
  await settle(trial);
  return ids;
};

const readsPages = defineAudit({
  id: 'RD-02',
  title: 'MUST read more than three pages to the end',
  needs: ['read'],
  run: async (trial) => {
    const ids = await seedPages(trial, 3);
    const pages = await readPages(trial);
    assert.ok(pages.length > 3, `${pages.length} pages`);
    for (const page of pages) assert.ok(page.records.length <= trial.read.pageMax);
    assertAllRead(toReading(pages), ids, 'over several pages');
  },
});

const survivesEdits = defineAudit({
  id: 'RD-03',
  title: 'MUST miss no record when others change between two pages',
  needs: ['read'],
  run: async (trial) => {
    const ids = await seedPages(trial, 1);
    const [field] = trial.sample.text;
    const first = await readPage(trial, null);
    assert.ok(first.more, 'one page held everything');
    const unread = ids.filter((id) => !first.records.some((record) => record.id === id));
    const [edited, removed, ...still] = unread;
    assert.ok(edited && removed);
    const early = first.records.find((record) => ids.includes(record.id));
    if (early) await trial.sandbox.edit(trial.name, early.id, { [field]: 'moves to the end' });
    await trial.sandbox.edit(trial.name, edited, { [field]: 'moves too' });
    if (trial.remove) await trial.remove(trial.name, removed);
    await seedSettled(trial, 3, 90_000);
    assertAllRead(await readOn(trial, first.cursor), still, 'after edits between pages');
  },
});

const resumes = defineAudit({
  id: 'RD-04',
  title: 'MUST resume from every cursor without missing a record',
  needs: ['read'],
  run: async (trial) => {
    const ids = await seedPages(trial, 2);
    const pages = await readPages(trial);
    for (const [at, page] of pages.entries()) {
      const before = toReading([pages[0], ...pages.slice(1, at + 1)]).records;
      const after = (await readOn(trial, page.cursor)).records;
      const latest = new Map([...before, ...after].map((record) => [record.id, record]));
      assertAllRead({ latest }, ids, `after resuming from cursor ${at + 1}`);
    }
  },
});

const outlastsCursors = defineAudit({
  id: 'RD-05',
  title: 'MUST go on from a cursor that was put aside for days',
  needs: ['read'],
  run: async (trial) => {
    const ids = await seedPages(trial, 1);
    const first = await readPage(trial, null);
    await trial.sandbox.advance(3 * 86_400_000);
    const rest = await readOn(trial, first.cursor);
    const latest = new Map([...first.records, ...rest.records].map((one) => [one.id, one]));
    assertAllRead({ latest }, ids, 'after three days between two pages');
  },
});

const texts = [
  '',
  '  inside  two  ',
  'naïve “quotes” — dash',
  '👩‍🚀🏳️‍🌈',
  'שלום עולם',
  String.raw`back\slash 'quote' "double"`,
  '__proto__',
  'null',
  '0',
  'first line\nsecond line',
];

const keepsValues = defineAudit({
  id: 'RD-06',
  title: 'MUST read values as the CRM holds them, and a blank one as null',
  needs: ['read'],
  run: async (trial) => {
    const { sample, sandbox, name } = trial;
    const long = sample.longText;
    const values: [string, FieldValue][] = [
      ...texts.map((text): [string, FieldValue] => [sample.text[0], text]),
      ...(long ? [[long.field, 'é'.repeat(long.maxLength)] satisfies [string, FieldValue]] : []),
      ...sample.edgeValues.map(([field, value]): [string, FieldValue] => [field, value]),
    ];
    const ids = await sandbox.seed(
      name,
      values.map(([field, value], at) => ({ ...sample.record(at), [field]: value })),
    );
    await settle(trial);
    const fields = [...new Set(values.map(([field]) => field))];
    const page = await trial.read.page(sandbox.context(), { fields, after: null });
    for (const [at, [field]] of values.entries()) {
      const id = ids[at];
      assert.ok(id);
      const held = (await sandbox.holds(name, id))?.[field] ?? null;
      const read = page.records.find((record) => record.id === id)?.fields[field];
      assert.deepEqual(read, held === '' ? null : held, `value ${at} of ${field}`);
    }
  },
});

const flagsRemoved = defineAudit({
  id: 'RD-07',
  title: 'MUST flag a record that is in the bin, and only such a one',
  needs: ['read', 'remove'],
  run: async (trial) => {
    const ids = await seedRecords(trial, 3);
    const [, gone] = ids;
    assert.ok(gone);
    await trial.sandbox.advance(2000);
    await trial.remove(trial.name, gone);
    await settle(trial);
    const { latest } = await readWithBin(trial);
    const flagged = ids.filter((id) => latest.get(id)?.removed);
    assert.deepEqual(flagged, [gone]);
  },
});

const broken: readonly FaultKind[] = ['truncated', 'garbled', 'page', 'empty'];

const refusesBroken = defineAudit({
  id: 'RD-08',
  title: 'MUST refuse a broken body, and never take it for the end (R-ERR-2)',
  needs: ['read'],
  run: async (trial) => {
    const ids = await seedSettled(trial, 5);
    const { calls } = await during(trial, () => readPage(trial, null));
    const count = calls.filter((call) => call.kind === 'read').length;
    for (const kind of broken)
      for (let nth = 1; nth <= count; nth += 1) {
        await trial.sandbox.inject({ kind, on: 'read', nth, times: 1 });
        const tried = await attempt(() => readPage(trial, null));
        if ('thrown' in tried) {
          const { code } = tried.thrown;
          assert.ok(['malformed', 'unavailable'].includes(code), `${kind}: ${code}`);
        } else assertAllRead(toReading([tried.results]), ids, `(${kind}, request ${nth})`);
      }
    assertAllRead(await readOn(trial), ids, 'once the CRM was well again');
  },
});

/** Reading from the beginning. */
export const fullReadAudits = [
  readsOnce,
  readsPages,
  survivesEdits,
  resumes,
  outlastsCursors,
  keepsValues,
  flagsRemoved,
  refusesBroken,
] as const;
