import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const opened = async () => {
  const all = await openPortal();
  const { portal, clock } = all.simulator;
  const primary = portal.insert('contacts', { email: 'a@b.example', firstname: 'Ada' });
  clock.advance(1000);
  const other = portal.insert('contacts', {
    email: 'c@d.example',
    firstname: 'Eva',
    phone: '7',
    lifecyclestage: 'customer',
  });
  const merge = () =>
    all.post('contacts/merge', { primaryObjectId: primary, objectIdToMerge: other });
  return { ...all, portal, primary, other, merge };
};

describe('a merge', () => {
  it('makes a new record that both old ids lead to', async () => {
    const { merge, get, send, primary, other, portal, simulator } = await opened();
    const { status, json } = await merge();
    expect(status).toBe(200);
    expect([primary, other]).not.toContain(json.id);
    expect(json.properties).toMatchObject({
      email: 'a@b.example',
      firstname: 'Ada',
      phone: '7',
      lifecyclestage: 'customer',
      hs_additional_emails: 'c@d.example',
      hs_merged_object_ids: `${primary};${other}`,
    });
    for (const id of [primary, other, 'c@d.example?idProperty=email'])
      expect((await get(`contacts/${id}`)).json.id).toBe(json.id);
    const patched = await send('PATCH', `contacts/${other}`, {
      body: { properties: { city: 'X' } },
    });
    expect([patched.status, patched.json.id]).toEqual([200, json.id]);
    expect(portal.ids('contacts')).toEqual([json.id]);
    expect((await get('contacts?archived=true')).json.results).toEqual([]);
    const kinds = simulator.history.list({ id: other }).map(({ kind }) => kind);
    expect(kinds.at(-1)).toBe('merged');
  });

  it('keeps the past of the values it took', async () => {
    const { merge, get, portal, simulator, other } = await opened();
    portal.update({ object: 'contacts', id: other }, { phone: '8' }, { user: 'sim-integration' });
    simulator.clock.advance(1000);
    const { id } = (await merge()).json;
    const { json } = await get(`contacts/${id}?propertiesWithHistory=phone,firstname`);
    const { phone, firstname } = json.propertiesWithHistory;
    expect(phone).toEqual([
      expect.objectContaining({ value: '8', sourceType: 'INTEGRATION' }),
      expect.objectContaining({ value: '7', timestamp: '2026-06-01T12:00:01Z' }),
    ]);
    expect(firstname[0]).toMatchObject({ value: 'Ada', sourceType: 'CRM_UI' });
  });

  it('is merged again: every id leads to the last', async () => {
    const { merge, portal, get, post, primary, other } = await opened();
    const { id } = (await merge()).json;
    const third = portal.insert('contacts', { email: 'e@f.example' });
    const order = { primaryObjectId: third, objectIdToMerge: other };
    const last = (await post('contacts/merge', order)).json;
    for (const old of [primary, other, id, third])
      expect((await get(`contacts/${old}`)).json.id).toBe(last.id);
    expect(last.properties.hs_merged_object_ids.split(';').length).toBeGreaterThan(2);
  });

  it('moves associations, with one primary company', async () => {
    const { portal, primary, other, merge } = await opened();
    const [one, two] = ['A', 'B'].map((name) => portal.insert('companies', { name }));
    const link = (id: string, company: string | undefined) =>
      portal.associate({
        from: { object: 'contacts', id },
        to: { object: 'companies', id: company ?? '' },
        typeIds: [1],
      });
    link(primary, one);
    link(other, two);
    const { id } = (await merge()).json;
    expect(portal.associated({ object: 'contacts', id }, 'companies')).toEqual([
      { id: one, typeIds: [1, 279] },
      { id: two, typeIds: [279] },
    ]);
    expect(portal.associated({ object: 'companies', id: two ?? '' }, 'contacts')).toEqual([
      { id, typeIds: [280] },
    ]);
  });

  it('joins the domains of companies', async () => {
    const { portal } = await opened();
    const [primary = '', other = ''] = ['a.example', 'b.example'].map((domain) =>
      portal.insert('companies', { domain }),
    );
    const id = portal.merge('companies', { primary, other });
    expect(portal.read({ object: 'companies', id })).toMatchObject({
      domain: 'a.example',
      hs_additional_domains: 'b.example',
    });
  });

  it('is refused of one record with itself, of nothing, and of tasks', async () => {
    const { post, portal, primary } = await opened();
    const task = portal.insert('tasks', { hs_timestamp: '2026-06-01T00:00:00Z' });
    const merge = async (type: string, one: string, two: string) =>
      (await post(`${type}/merge`, { primaryObjectId: one, objectIdToMerge: two })).status;
    expect(await merge('contacts', primary, primary)).toBe(400);
    expect(await merge('contacts', primary, '99')).toBe(404);
    expect(await merge('tasks', task, task)).toBe(400);
    const { json } = await post('contacts/merge', { objectIdToMerge: primary });
    expect(json.message).toMatch(/Some required fields were not set: \[primaryObjectId\]/u);
  });
});

describe('a contact deleted for privacy', () => {
  it('is gone, and its address may not come back', async () => {
    const { post, get, primary } = await opened();
    expect((await post('contacts/gdpr-delete', { objectId: primary })).status).toBe(204);
    expect((await get(`contacts/${primary}?archived=true`)).status).toBe(404);
    const again = await post('contacts', { properties: { email: 'a@b.example' } });
    expect(again.status).toBe(400);
  });
});
