import assert from 'node:assert/strict';
import type { RemoteId } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { readOn, settle } from '../read-records.ts';
import { attempt, draftOf, idsOf } from '../write-records.ts';

type Associated = Trial<'associations' | 'associate'>;

/** Records that belong to others in each way, and what each belongs to. */
interface Web {
  readonly none: RemoteId;
  readonly one: RemoteId;
  readonly several: RemoteId;
  /** Belongs to something that is gone. */
  readonly orphan: RemoteId;
  readonly removed: RemoteId;
  /** The primary one first. */
  readonly targets: readonly [RemoteId, RemoteId, RemoteId];
}

const seedMany = async (
  { sandbox, samples }: Trial,
  object: string,
  numbers: { readonly from: number; readonly count: number },
): Promise<RemoteId[]> => {
  const sample = samples[object];
  assert.ok(sample, `no sample of ${object}`);
  const { from, count } = numbers;
  return sandbox.seed(
    object,
    Array.from({ length: count }, (_, at) => sample.record(from + at)),
  );
};

const seedWeb = async (trial: Associated, to: string, from: number): Promise<Web> => {
  const { name, sandbox, associate } = trial;
  const ids = await seedMany(trial, name, { from, count: 5 });
  const ends = await seedMany(trial, to, { from: from + 500, count: 4 });
  const [none, one, several, orphan, removed] = ids;
  const [first, second, third, gone] = ends;
  assert.ok(none && one && several && orphan && removed);
  assert.ok(first && second && third && gone);
  const refs = (...some: RemoteId[]) => some.map((id) => ({ object: to, id }));
  await associate({ object: name, id: one }, refs(second));
  await associate({ object: name, id: several }, refs(first, second, third));
  await associate({ object: name, id: orphan }, refs(gone));
  await associate({ object: name, id: removed }, refs(second));
  await sandbox.remove(to, gone);
  await sandbox.remove(name, removed);
  return { none, one, several, orphan, removed, targets: [first, second, third] };
};

/** Which of several is the primary one is a company's affair alone. */
const hasPrimary = ({ connector }: Trial, to: string): boolean =>
  connector.objects[to]?.represents === 'company';

const answersInPlace = defineAudit({
  id: 'ASC-01',
  title: 'MUST answer what each record belongs to in its place, the primary first (R-TIME-2)',
  needs: ['associations', 'associate'],
  run: async (trial) => {
    const { associations, sandbox } = trial;
    for (const [at, to] of associations.to.entries()) {
      const { none, one, several, orphan, removed, targets } = await seedWeb(trial, to, at * 2000);
      const ids = [several, none, one, removed, orphan, several];
      const found = await associations.call(sandbox.context(), { ids, to });
      const [ofSeveral = [], ofNone, ofOne, ofRemoved = [], ofOrphan, again] = found;
      assert.equal(found.length, ids.length);
      assert.deepEqual(ofSeveral.toSorted(), targets.toSorted());
      if (hasPrimary(trial, to)) assert.equal(ofSeveral[0], targets[0], 'the primary is not first');
      assert.deepEqual([ofNone, ofOne, ofOrphan, again], [[], [targets[1]], [], ofSeveral]);
      assert.deepEqual(
        ofRemoved.filter((id) => id !== targets[1]),
        [],
      );
    }
    const [to = ''] = associations.to;
    assert.deepEqual(await associations.call(sandbox.context(), { ids: [], to }), []);
  },
});

const takesFullCalls = defineAudit({
  id: 'ASC-02',
  title: 'MUST answer for as many records as it declares, and refuse a broken answer (R-ERR-2)',
  needs: ['associations', 'associate'],
  run: async (trial) => {
    const { associations, associate, sandbox, name } = trial;
    const [to] = associations.to;
    assert.ok(to);
    const ids = await seedMany(trial, name, { from: 0, count: associations.batchMax });
    const [target] = await seedMany(trial, to, { from: 0, count: 1 });
    const last = ids.at(-1);
    assert.ok(target && last);
    await associate({ object: name, id: last }, [{ object: to, id: target }]);
    const call = () => associations.call(sandbox.context(), { ids, to });
    const expected = ids.map((id) => (id === last ? [target] : []));
    assert.deepEqual(await call(), expected);
    for (const kind of ['truncated', 'garbled', 'page', 'empty', 'unavailable'] as const) {
      await sandbox.inject({ kind, on: 'read', nth: 1, times: 1 });
      const tried = await attempt(call);
      assert.ok('thrown' in tried, `takes a broken answer for one that names none (${kind})`);
    }
  },
});

const tellsTheSame = defineAudit({
  id: 'ASC-03',
  title: 'MUST tell with a record what it tells of its associations (R-TIME-2, R-OPP-1)',
  needs: ['read', 'associations', 'associate'],
  run: async (trial) => {
    const { associations, sandbox } = trial;
    const webs: Web[] = [];
    for (const [at, to] of associations.to.entries())
      webs.push(await seedWeb(trial, to, at * 2000));
    await settle(trial);
    const { latest } = await readOn(trial);
    const ids = webs.flatMap(({ none, one, several, orphan }) => [none, one, several, orphan]);
    for (const to of associations.to) {
      const asked = await associations.call(sandbox.context(), { ids, to });
      for (const [at, id] of ids.entries()) {
        const told = latest.get(id)?.associated?.[to];
        if (told !== undefined) assert.deepEqual(told, asked[at], `of ${to}`);
      }
    }
  },
});

const relatesCompanies = defineAudit({
  id: 'ASC-04',
  title: 'MUST relate a record to the company that it is written with (R-COMPANY-3)',
  needs: ['write', 'company'],
  run: async (trial) => {
    const { write, update, associations, sandbox, company } = trial;
    const [first, second] = await seedMany(trial, company.object, { from: 0, count: 2 });
    assert.ok(first && second);
    const drafts = [draftOf(trial, 1, { [company.field]: first }), draftOf(trial, 2)];
    const ids = idsOf(await write.create.call(sandbox.context(), drafts));
    const [related, alone] = ids;
    assert.ok(related && alone);
    const assertCompany = async (id: RemoteId, expected: RemoteId | null): Promise<void> => {
      const [got] = await write.get(sandbox.context(), { ids: [id], fields: [company.field] });
      assert.equal(got?.fields[company.field], expected);
      const request = { ids: [id], to: company.object };
      const found = await associations?.call(sandbox.context(), request);
      if (found) assert.deepEqual(found, [expected === null ? [] : [expected]]);
    };
    await assertCompany(related, first);
    await assertCompany(alone, null);
    if (!update) return;
    const change = { id: alone, fields: { [company.field]: second } };
    idsOf(await update.call(sandbox.context(), [change]));
    await assertCompany(alone, second);
  },
});

/** What records belong to. */
export const associationAudits = [
  answersInPlace,
  takesFullCalls,
  tellsTheSame,
  relatesCompanies,
] as const;
