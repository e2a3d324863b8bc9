import type { Change, Fields, RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { updateRecords } from '../../src/write-records.ts';
import { openStage, type Stage } from './open-stage.ts';
import {
  associated,
  held,
  hostileRules,
  idsOf,
  insert,
  openFaulty,
  pathStyles,
  sent,
  shapeOf,
} from './write-stage.ts';

const update = updateRecords(shapeOf('contacts'));

const addContacts = (stage: Stage, count: number): RemoteId[] =>
  Array.from({ length: count }, (_, at) =>
    insert(stage, 'contacts', { email: `p${at}@acme.example`, lastname: `P${at}` }),
  );

const change = (id: RemoteId, fields: Fields = { jobtitle: 'CEO' }): Change => ({ id, fields });

const mergeTwo = (stage: Stage) => {
  const [primary = '', other = ''] = addContacts(stage, 2);
  const survivor = stage.crm.portal.merge('contacts', { primary, other });
  return { old: primary as RemoteId, survivor };
};

describe.each(pathStyles)('changing under $name paths', (paths) => {
  const updateUnder = updateRecords(shapeOf('contacts', paths));

  it.each(hostileRules)('changes 100 records in one call where %o', async (rules) => {
    const stage = await openStage();
    const ids = addContacts(stage, 100);
    stage.crm.setRules(rules);
    const changes = ids.map((id, at) => change(id, { jobtitle: `Title ${at}`, phone: null }));
    expect(idsOf(await updateUnder(stage.context, changes))).toEqual(ids);
    expect(ids.map((id) => held(stage, 'contacts', id)?.['jobtitle'])).toEqual(
      ids.map((_, at) => `Title ${at}`),
    );
    expect(sent(stage)).toHaveLength(1);
  });

  it('refuses a bad change alone (R-ERR-3)', async () => {
    const stage = await openStage();
    const [one, two, three] = addContacts(stage, 3) as [RemoteId, RemoteId, RemoteId];
    const changes = [
      change(one),
      change(two, { jobtitle: 'CEO', phone: 'x', odd: 1 }),
      change(three),
    ];
    expect(await updateUnder(stage.context, changes)).toMatchObject([
      { ok: true, id: one },
      { ok: false, error: { code: 'unsupported', retry: 'never', effect: 'none', field: 'odd' } },
      { ok: true, id: three },
    ]);
    expect(held(stage, 'contacts', two)).not.toHaveProperty('jobtitle', 'CEO');
  });
});

describe('a change', () => {
  it('of a record that is gone is not found; others are made', async () => {
    const stage = await openStage();
    const [gone, stays] = addContacts(stage, 2) as [RemoteId, RemoteId];
    stage.crm.portal.archive({ object: 'contacts', id: gone });
    expect(await update(stage.context, [change(gone), change(stays)])).toMatchObject([
      { ok: false, error: { code: 'not-found', retry: 'never', effect: 'none' } },
      { ok: true, id: stays },
    ]);
  });

  it('is made beside one of a record that is a 404 for all', async () => {
    const stage = await openStage();
    const ids = addContacts(stage, 4);
    const [gone = ''] = ids;
    const body = JSON.stringify({
      status: 'error',
      message: 'Could not get some CONTACT objects',
      category: 'OBJECT_NOT_FOUND',
    });
    const match = { path: '/batch/update', body: `"${gone}"` };
    stage.crm.faults.add({ kind: 'status', status: 404, body, match });
    const results = await update(
      stage.context,
      ids.map((id) => change(id)),
    );
    expect(results.map((one) => (one.ok ? 'changed' : one.error.code))).toEqual([
      'not-found',
      'changed',
      'changed',
      'changed',
    ]);
  });

  it('of a record that was merged is not found, or follows it', async () => {
    for (const batchUpdateMergedIds of [false, true]) {
      const stage = await openStage({ rules: { batchUpdateMergedIds } });
      const { old, survivor } = mergeTwo(stage);
      const [result] = await update(stage.context, [change(old)]);
      if (batchUpdateMergedIds) expect(result).toEqual({ ok: true, id: survivor });
      else
        expect(result).toMatchObject({ ok: false, error: { code: 'not-found', effect: 'none' } });
    }
  });

  it('of a record twice is made once, the later value standing', async () => {
    const stage = await openStage();
    const [id] = addContacts(stage, 1) as [RemoteId];
    const changes = [
      change(id, { jobtitle: 'CTO', phone: '1' }),
      change(id, { jobtitle: 'CEO', city: 'Bonn' }),
    ];
    expect(idsOf(await update(stage.context, changes))).toEqual([id, id]);
    expect(held(stage, 'contacts', id)).toMatchObject({
      jobtitle: 'CEO',
      phone: '1',
      city: 'Bonn',
    });
    expect(sent(stage)).toHaveLength(1);
  });

  it('never clears a property (R-OVERWRITE-5)', async () => {
    for (const nullValues of ['ignore', 'clear', 'reject'] as const) {
      const stage = await openStage({ rules: { nullValues } });
      const [id] = addContacts(stage, 1) as [RemoteId];
      await update(stage.context, [change(id, { lastname: null, email: '', jobtitle: 'CEO' })]);
      expect(held(stage, 'contacts', id)).toMatchObject({
        lastname: 'P0',
        email: 'p0@acme.example',
        jobtitle: 'CEO',
      });
    }
  });

  it('of nothing is no request', async () => {
    const stage = await openStage();
    const [id] = addContacts(stage, 1) as [RemoteId];
    expect(idsOf(await update(stage.context, [change(id, { phone: null })]))).toEqual([id]);
    expect(sent(stage)).toEqual([]);
  });

  it.each([409, 400] as const)(
    "to another one's address is a duplicate, by a %d",
    async (emailConflictStatus) => {
      const stage = await openStage({ rules: { emailConflictStatus } });
      const [one, two] = addContacts(stage, 2) as [RemoteId, RemoteId];
      const [result] = await update(stage.context, [change(one, { email: 'p1@acme.example' })]);
      expect(result).toMatchObject({
        ok: false,
        error: { code: 'duplicate', effect: 'none', existing: [two] },
      });
    },
  );

  it('back to an earlier life-cycle stage leaves the later one', async () => {
    const stage = await openStage();
    const [id] = addContacts(stage, 1) as [RemoteId];
    stage.crm.portal.update({ object: 'contacts', id }, { lifecyclestage: 'customer' });
    const back = change(id, { lifecyclestage: 'lead', jobtitle: 'CEO' });
    expect(idsOf(await update(stage.context, [back]))).toEqual([id]);
    expect(held(stage, 'contacts', id)).toMatchObject({
      lifecyclestage: 'customer',
      jobtitle: 'CEO',
    });
  });
});

describe("a contact's company", () => {
  it('is the primary one after the change, looked at once', async () => {
    for (const firstCompanyIsPrimary of [true, false]) {
      const stage = await openStage({ rules: { firstCompanyIsPrimary } });
      const [one, two, three] = addContacts(stage, 3) as [RemoteId, RemoteId, RemoteId];
      const company = insert(stage, 'companies', { name: 'Acme' });
      const changes = [
        change(one, { jobtitle: 'CEO', associatedcompanyid: company }),
        change(two),
        change(three, { associatedcompanyid: company }),
      ];
      expect(idsOf(await update(stage.context, changes))).toEqual([one, two, three]);
      for (const id of [one, three]) {
        expect(held(stage, 'contacts', id)).toMatchObject({ associatedcompanyid: company });
      }
      expect(associated(stage, { object: 'contacts', id: two }, 'companies')).toEqual([]);
      expect(sent(stage)).toHaveLength(firstCompanyIsPrimary ? 3 : 4);
    }
  });

  it.each([true, false])(
    'never takes the place of one that a person set meanwhile (R-OVERWRITE-7, %s)',
    async (firstCompanyIsPrimary) => {
      const stage = await openStage({ rules: { firstCompanyIsPrimary } });
      const [theirs, ours] = addContacts(stage, 2) as [RemoteId, RemoteId];
      const company = insert(stage, 'companies', { name: 'Acme' });
      const chosen = insert(stage, 'companies', { name: 'Chosen' });
      stage.crm.portal.associate({
        from: { object: 'contacts', id: theirs },
        to: { object: 'companies', id: chosen },
        typeIds: [279, 1],
      });
      const changes = [theirs, ours].map((id) => change(id, { associatedcompanyid: company }));
      expect(idsOf(await update(stage.context, changes))).toEqual([theirs, ours]);
      expect(held(stage, 'contacts', theirs)).toMatchObject({ associatedcompanyid: chosen });
      expect(held(stage, 'contacts', ours)).toMatchObject({ associatedcompanyid: company });
    },
  );

  it('is not said to be set where that could not be seen', async () => {
    const stage = await openFaulty({
      kind: 'status',
      status: 503,
      match: { path: '/associations/.*/batch/read' },
    });
    const [one, two] = addContacts(stage, 2) as [RemoteId, RemoteId];
    const company = insert(stage, 'companies', { name: 'Acme' });
    const changes = [change(one, { associatedcompanyid: company }), change(two)];
    expect(await update(stage.context, changes)).toMatchObject([
      { ok: false, error: { code: 'unavailable', retry: 'later' } },
      { ok: true, id: two },
    ]);
  });

  it('is not associated where the change was refused', async () => {
    const stage = await openStage();
    const [id] = addContacts(stage, 1) as [RemoteId];
    const company = insert(stage, 'companies', { name: 'Acme' });
    const fields = { hs_lead_status: 'ODD', associatedcompanyid: company };
    const [result] = await update(stage.context, [change(id, fields)]);
    expect(result).toMatchObject({ ok: false, error: { field: 'hs_lead_status' } });
    expect(associated(stage, { object: 'contacts', id }, 'companies')).toEqual([]);
    expect(sent(stage)).toHaveLength(1);
  });

  it('that is gone is the refusal of its contact alone (R-ERR-3)', async () => {
    const stage = await openStage();
    const [one, two] = addContacts(stage, 2) as [RemoteId, RemoteId];
    const company = insert(stage, 'companies', { name: 'Acme' });
    const changes = [
      change(one, { associatedcompanyid: '424242' }),
      change(two, { associatedcompanyid: company }),
    ];
    expect(await update(stage.context, changes)).toMatchObject([
      { ok: false, error: { code: 'not-found', retry: 'never', effect: 'none' } },
      { ok: true, id: two },
    ]);
  });

  it('is unknown alone where that answer is lost', async () => {
    const stage = await openFaulty({
      kind: 'reset',
      when: 'after',
      match: { path: '/associations/' },
    });
    const [one, two] = addContacts(stage, 2) as [RemoteId, RemoteId];
    const company = insert(stage, 'companies', { name: 'Acme' });
    const changes = [change(one, { jobtitle: 'CEO', associatedcompanyid: company }), change(two)];
    expect(await update(stage.context, changes)).toMatchObject([
      { ok: false, error: { effect: 'unknown', retry: 'later' } },
      { ok: true, id: two },
    ]);
  });
});

describe('an update', () => {
  it.each(['reset', 'truncate', 'malformed', 'html'])(
    'that ends in a %s is unknown, and sent once',
    async (kind) => {
      const stage = await openFaulty({ kind, when: 'after', match: { path: '/batch/update' } });
      const [id] = addContacts(stage, 1) as [RemoteId];
      await expect(update(stage.context, [change(id)])).rejects.toMatchObject({
        effect: 'unknown',
      });
      expect(sent(stage)).toHaveLength(1);
    },
  );

  it('that is limited has changed nothing', async () => {
    const stage = await openFaulty({ kind: 'rate-limit', match: { path: '/batch/update' } });
    const [id] = addContacts(stage, 1) as [RemoteId];
    await expect(update(stage.context, [change(id)])).rejects.toMatchObject({
      code: 'rate-limited',
      effect: 'none',
    });
  });
});
