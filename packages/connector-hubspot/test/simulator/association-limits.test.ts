import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const opened = async () => {
  const all = await openPortal({ rules: { firstCompanyIsPrimary: false } });
  const insert = (object: string, name: string) =>
    all.simulator.portal.insert(object, { [name]: 'x' });
  const [contact, other] = [insert('contacts', 'firstname'), insert('contacts', 'firstname')];
  const [one, two] = [insert('companies', 'name'), insert('companies', 'name')];
  const tie = async (id: string, company: string) =>
    (
      await all.send(
        'PUT',
        `/crm/v4/objects/contacts/${id}/associations/default/companies/${company}`,
      )
    ).status;
  const limits = (what: string, inputs: unknown, to = 'contacts/companies') =>
    all.post(`/crm/v4/associations/definitions/configurations/${to}/batch/${what}`, { inputs });
  return { ...all, contact, other, one, two, tie, limits };
};

const limit = (typeId: number, maxToObjectIds: number) => ({
  category: 'HUBSPOT_DEFINED',
  typeId,
  maxToObjectIds,
});

describe('a limit of associations', () => {
  it('is set, shown under both addresses, changed and taken away', async () => {
    const { limits, get } = await opened();
    const made = await limits('create', [limit(279, 5)]);
    const shown = { category: 'HUBSPOT_DEFINED', typeId: 279, userEnforcedMaxToObjectIds: 5 };
    expect([made.status, made.json.results]).toEqual([201, [shown]]);
    for (const path of [
      '/crm/v4/associations/definitions/configurations/all',
      '/crm/associations/v4/definitions/configurations/contacts/companies',
    ])
      expect((await get(path)).json.results).toEqual([shown]);
    const changed = await limits('update', [limit(279, 3)]);
    expect([changed.status, changed.json.results[0].userEnforcedMaxToObjectIds]).toEqual([200, 3]);
    expect((await limits('create', [limit(1, 4)])).status).toBe(400);
    expect((await limits('create', [limit(280, 1)])).status).toBe(400);
    expect((await limits('purge', [{ typeId: 279 }])).status).toBe(204);
    expect((await get('/crm/v4/associations/definitions/configurations/all')).json.results).toEqual(
      [],
    );
  });

  it('holds one by one, in batches and for new records, from both sides', async () => {
    const { limits, tie, post, contact, other, one, two } = await opened();
    await limits('create', [limit(279, 1)]);
    expect([await tie(contact, one), await tie(contact, one), await tie(contact, two)]).toEqual([
      200, 200, 400,
    ]);
    const pairs = [contact, other].map((id) => ({ from: { id }, to: { id: two } }));
    const batch = await post('/crm/v4/associations/contacts/companies/batch/associate/default', {
      inputs: pairs,
    });
    expect([batch.status, batch.json.numErrors]).toEqual([207, 1]);
    await limits('create', [limit(280, 1)], 'companies/contacts');
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
    const made = await post('contacts', {
      properties: {},
      associations: [{ to: { id: one }, types }],
    });
    expect(made.status).toBe(400);
  });
});
