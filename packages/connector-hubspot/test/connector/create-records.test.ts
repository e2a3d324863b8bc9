import type { Draft } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { createRecords } from '../../src/write-records.ts';
import { openStage } from './open-stage.ts';
import {
  associated,
  countOf,
  held,
  hostileRules,
  idsOf,
  insert,
  openFaulty,
  pathStyles,
  sent,
  shapeOf,
} from './write-stage.ts';

const create = createRecords(shapeOf('contacts'));
const contact = (number: number, more: Draft['fields'] = {}): Draft => ({
  fields: { email: `p${number}@acme.example`, lastname: `P${number}`, ...more },
});
const contacts = (count: number): Draft[] => Array.from({ length: count }, (_, at) => contact(at));

describe.each(pathStyles)('creating under $name paths', (paths) => {
  const createUnder = createRecords(shapeOf('contacts', paths));

  it.each(hostileRules)('answers 100 drafts in their own order where %o', async (rules) => {
    const stage = await openStage({ rules });
    const ids = idsOf(await createUnder(stage.context, contacts(100)));
    const emails = ids.map((id) => held(stage, 'contacts', id)?.['email']);
    expect(emails).toEqual(contacts(100).map(({ fields }) => fields['email']));
    expect(sent(stage)).toHaveLength(1);
  });

  it('refuses a bad record alone (R-ERR-3)', async () => {
    const stage = await openStage();
    const drafts = [contact(1), contact(2, { hs_lead_status: 'ODD' }), contact(3)];
    const results = await createUnder(stage.context, drafts);
    expect(results).toMatchObject([
      { ok: true },
      {
        ok: false,
        error: {
          code: 'invalid',
          reason: 'not-a-choice',
          retry: 'never',
          effect: 'none',
          field: 'hs_lead_status',
        },
      },
      { ok: true },
    ]);
  });
});

describe('a new contact', () => {
  it('has its company from the start, as its primary one', async () => {
    for (const firstCompanyIsPrimary of [true, false]) {
      const stage = await openStage({ rules: { firstCompanyIsPrimary } });
      const company = insert(stage, 'companies', { name: 'Acme' });
      const drafts = [contact(1, { associatedcompanyid: company }), contact(2)];
      const [id, other] = idsOf(await create(stage.context, drafts));
      expect(held(stage, 'contacts', id)).toMatchObject({ associatedcompanyid: company });
      expect(associated(stage, { object: 'contacts', id }, 'companies')).toEqual([
        { id: company, typeIds: [1, 279] },
      ]);
      expect(associated(stage, { object: 'contacts', id: other }, 'companies')).toEqual([]);
      expect(sent(stage)).toHaveLength(1);
    }
  });

  it('of a company that is gone is refused alone, and not created', async () => {
    const stage = await openStage();
    const drafts = [contact(1, { associatedcompanyid: '424242' }), contact(2)];
    const [refused, other] = await create(stage.context, drafts);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'not-found', effect: 'none', retry: 'never' },
    });
    expect(other).toMatchObject({ ok: true });
    expect(countOf(stage, 'contacts')).toBe(1);
  });

  it.each(['ignore', 'clear', 'reject'] as const)(
    'has no empty value sent, where null does %s (R-OVERWRITE-5)',
    async (nullValues) => {
      const stage = await openStage({ rules: { nullValues } });
      const fields = { phone: null, jobtitle: '', numemployees: 0, do_not_call: false };
      const [id] = idsOf(await create(stage.context, [contact(1, fields)]));
      const kept = held(stage, 'contacts', id);
      expect(kept).toMatchObject({ numemployees: '0', do_not_call: 'false' });
      expect(kept).not.toHaveProperty('jobtitle');
    },
  );

  it('has a day as it was given', async () => {
    const stage = await openStage();
    const [id] = idsOf(await create(stage.context, [contact(1, { date_of_birth: '1815-12-10' })]));
    expect(held(stage, 'contacts', id)).toMatchObject({ date_of_birth: '1815-12-10' });
  });
});

describe('a duplicate', () => {
  it('names the contact that has the address (R-DUP-1, R-PERSON-1)', async () => {
    const stage = await openStage();
    const ids = [
      insert(stage, 'contacts', { email: 'p1@acme.example' }),
      insert(stage, 'contacts', {
        email: 'x@acme.example',
        hs_additional_emails: 'p2@acme.example',
      }),
    ];
    const results = await create(stage.context, contacts(4));
    expect(results).toMatchObject([
      { ok: true },
      {
        ok: false,
        error: { code: 'duplicate', effect: 'none', retry: 'never', existing: [ids[0]] },
      },
      { ok: false, error: { code: 'duplicate', existing: [ids[1]] } },
      { ok: true },
    ]);
    expect(countOf(stage, 'contacts')).toBe(4);
  });

  it.each(['contacts', 'companies', 'emails', 'tasks'] as const)(
    'names the one of the %s that has our key (R-DUP-1)',
    async (name) => {
      const stage = await openStage();
      const fields = { hs_timestamp: '2026-06-01T00:00:00.000Z', unify_metadata: 'key-1' };
      const { hs_timestamp: _, ...other } = fields;
      const draft = { fields: name === 'contacts' || name === 'companies' ? other : fields };
      const createOne = createRecords(shapeOf(name));
      const ids = idsOf(await createOne(stage.context, [draft]));
      expect(await createOne(stage.context, [draft])).toMatchObject([
        { ok: false, error: { code: 'duplicate', effect: 'none', existing: ids } },
      ]);
      expect(countOf(stage, name)).toBe(1);
    },
  );

  it('inside one call is made once (R-DUP-1)', async () => {
    const stage = await openStage();
    const results = await create(stage.context, [contact(1), contact(2), contact(1)]);
    expect(results).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: false, error: { code: 'duplicate', effect: 'none' } },
    ]);
    expect(countOf(stage, 'contacts')).toBe(2);
  });
});

describe('a call', () => {
  it.each([
    ['reset', 'after', 100],
    ['reset', 'before', 0],
    ['truncate', 'before', 100],
    ['malformed', 'before', 100],
    ['html', 'before', 100],
  ] as const)('that ends in a %s %s its effect is unknown', async (kind, when, made) => {
    const stage = await openFaulty({ kind, when, match: { path: '/batch/create' } });
    await expect(create(stage.context, contacts(100))).rejects.toMatchObject({ effect: 'unknown' });
    expect(countOf(stage, 'contacts')).toBe(made);
    expect(sent(stage)).toHaveLength(1);
  });

  it('that takes effect twice makes one record an address (R-DUP-1)', async () => {
    const stage = await openFaulty({ kind: 'duplicate', match: { path: '/batch/create' } });
    await create(stage.context, contacts(10)).catch(() => undefined);
    expect(countOf(stage, 'contacts')).toBe(10);
  });

  it('refused as a whole has made nothing, and is told apart (R-ERR-3)', async () => {
    const body = JSON.stringify({
      status: 'error',
      message: 'Contact already exists',
      category: 'CONFLICT',
    });
    const match = { path: '/batch/create', body: '"p7@acme.example"' };
    const stage = await openFaulty({ kind: 'status', status: 409, body, match });
    const results = await create(stage.context, contacts(10));
    expect(results.map(({ ok }) => ok)).toEqual(contacts(10).map((_, at) => at !== 7));
    expect(results[7]).toMatchObject({ error: { code: 'duplicate', effect: 'none' } });
    expect(countOf(stage, 'contacts')).toBe(9);
  });

  it('whose second half is lost keeps what became of the first', async () => {
    const body = JSON.stringify({ status: 'error', message: 'no', category: 'VALIDATION_ERROR' });
    const path = '/batch/create';
    const stage = await openFaulty({
      kind: 'status',
      status: 400,
      body,
      match: { path },
      times: 1,
    });
    stage.crm.faults.add({ kind: 'reset', when: 'after', match: { path, body: '"p3@acme' } });
    const results = await create(stage.context, contacts(4));
    expect(results).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: false, error: { effect: 'unknown' } },
      { ok: false, error: { effect: 'unknown' } },
    ]);
  });

  it('refused for a missing scope is one refusal', async () => {
    const body = JSON.stringify({ status: 'error', message: 'no', category: 'MISSING_SCOPES' });
    const stage = await openFaulty({ kind: 'status', status: 403, body });
    await expect(create(stage.context, contacts(4))).rejects.toMatchObject({
      code: 'forbidden',
      effect: 'none',
    });
    expect(sent(stage)).toHaveLength(1);
  });

  it('of nothing is not sent', async () => {
    const stage = await openStage();
    expect(await create(stage.context, [])).toEqual([]);
    expect(sent(stage)).toEqual([]);
  });
});

describe('under paths of 2026-09', () => {
  it("an administrator's rule refuses a record alone, by field", async () => {
    const required = [{ object: 'contacts', property: 'jobtitle' }];
    const stage = await openStage({ rules: { required } });
    const drafts = [contact(1), contact(2, { jobtitle: 'CEO' })];
    expect(await create(stage.context, drafts)).toMatchObject([
      { ok: false, error: { code: 'invalid', reason: 'required-field', field: 'jobtitle' } },
      { ok: true },
    ]);
  });
});
