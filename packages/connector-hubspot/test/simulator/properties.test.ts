import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const path = '/crm/v3/properties/contacts';
const tier = {
  name: 'tier',
  label: 'Tier',
  type: 'enumeration',
  fieldType: 'select',
  groupName: 'contactinformation',
  options: [{ label: 'A', value: 'a' }],
};

describe('properties', () => {
  it('are listed with what may be written', async () => {
    const { get } = await openPortal();
    const { results } = (await get(path)).json;
    const by = new Map(results.map((each: { name: string }) => [each.name, each]));
    expect(by.get('email')).toMatchObject({
      type: 'string',
      fieldType: 'text',
      hubspotDefined: true,
      modificationMetadata: { readOnlyValue: false, archivable: false },
    });
    expect(by.get('hs_email_domain')).toMatchObject({
      calculated: true,
      modificationMetadata: { readOnlyValue: true },
    });
    expect(by.get('unify_metadata')).toMatchObject({ hasUniqueValue: true, archived: false });
    expect(by.get('interests')).toMatchObject({ type: 'enumeration', fieldType: 'checkbox' });
    expect(by.get('hubspot_owner_id')).toMatchObject({ externalOptions: true, options: [] });
    const plain = await openPortal({ productFields: false });
    expect((await plain.get(path)).text).not.toContain('unify_metadata');
  });

  it('are made once, archived, and made again as they were', async () => {
    const { post, get, send } = await openPortal();
    const made = await post(path, tier);
    expect([made.status, made.json.name]).toEqual([201, 'tier']);
    const again = await post(path, tier);
    expect([again.status, again.json]).toMatchObject([
      409,
      {
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
        message: "A property named 'tier' already exists.",
      },
    ]);
    const { id } = (await post('contacts', { properties: { tier: 'a' } })).json;
    expect((await send('DELETE', `${path}/tier`)).status).toBe(204);
    expect((await get(`contacts/${id}?properties=tier`)).json.properties).not.toHaveProperty(
      'tier',
    );
    expect((await get(`${path}?archived=true`)).json.results[0].archived).toBe(true);
    expect((await post(path, { ...tier, label: 'Other' })).json.label).toBe('Tier');
    expect((await get(`contacts/${id}?properties=tier`)).json.properties.tier).toBe('a');
  });

  it('are refused where something does not fit', async () => {
    const { post, get, send } = await openPortal();
    const status = async (more: object) => (await post(path, { ...tier, ...more })).status;
    expect(await status({ type: 'number' })).toBe(400);
    expect(await status({ groupName: 'nothing' })).toBe(400);
    expect(await status({ name: 'Bad Name' })).toBe(400);
    expect(await status({ label: undefined })).toBe(400);
    expect((await get(`${path}/nothing`)).json.category).toBe('OBJECT_NOT_FOUND');
    expect((await send('DELETE', `${path}/email`)).status).toBe(400);
  });

  it('change: options are replaced as a whole', async () => {
    const { post, send } = await openPortal();
    await post(path, tier);
    const options = [{ label: 'B', value: 'b' }];
    const { json } = await send('PATCH', `${path}/tier`, { body: { options, label: 'T' } });
    expect(json).toMatchObject({ label: 'T', options: [{ value: 'b' }] });
    expect((await post('contacts', { properties: { tier: 'a' } })).status).toBe(400);
  });

  it('have batches and groups', async () => {
    const { post, get, send } = await openPortal();
    const group = { name: 'own', label: 'Own' };
    expect((await post(`${path}/groups`, group)).status).toBe(201);
    expect((await post(`${path}/groups`, group)).status).toBe(409);
    const inputs = ['x', 'y'].map((name) => ({ ...tier, name, groupName: 'own' }));
    expect((await post(`${path}/batch/create`, { inputs })).status).toBe(201);
    const names = [{ name: 'x' }, { name: 'nothing' }];
    expect((await post(`${path}/batch/read`, { inputs: names })).status).toBe(207);
    const refused = await send('DELETE', `${path}/groups/own`);
    expect(refused.json.subCategory).toBe('PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES');
    await post(`${path}/batch/archive`, { inputs: [{ name: 'x' }, { name: 'y' }] });
    expect((await send('DELETE', `${path}/groups/own`)).status).toBe(204);
    expect((await get(`${path}/groups`)).json.results.length).toBe(1);
  });

  it('that are archived are shown to those who ask for them', async () => {
    const { post, get, send } = await openPortal();
    await post(path, tier);
    expect((await get(`${path}/tier?archived=true`)).status).toBe(404);
    expect((await send('DELETE', `${path}/tier`)).status).toBe(204);
    expect((await send('DELETE', `${path}/tier`)).status).toBe(404);
    expect((await get(`${path}/tier`)).status).toBe(404);
    expect((await send('PATCH', `${path}/tier`, { body: { label: 'T' } })).status).toBe(404);
    expect((await get(`${path}/tier?archived=true`)).json).toMatchObject({ archived: true });
    const read = async (archived?: boolean) => {
      const inputs = [{ name: 'tier' }, { name: 'email' }];
      const { json } = await post(`${path}/batch/read`, { archived, inputs });
      return json.results.map((each: { name: string }) => each.name);
    };
    expect([await read(), await read(false), await read(true)]).toEqual([
      ['email'],
      ['email'],
      ['tier'],
    ]);
  });

  it('are what the portal defines, not what a language does', async () => {
    const { send, get, post, control } = await openPortal();
    for (const name of ['constructor', '__proto__', 'toString']) {
      const properties = `{"properties":{"${name}":"1"}}`;
      const codes = async (to: string, body: string) =>
        (await send('POST', to, { body })).json.errors?.map((each: { code: string }) => each.code);
      expect([name, await codes('contacts', properties)]).toEqual([
        name,
        ['PROPERTY_DOESNT_EXIST'],
      ]);
      const batch = `{"inputs":[${properties}]}`;
      expect(await codes('contacts/batch/create', batch)).toEqual(['PROPERTY_DOESNT_EXIST']);
      expect((await get(`${path}/${name}`)).status).toBe(404);
      expect((await get(name)).json.message).toBe(`Unable to infer object type from: ${name}`);
      expect((await get(`contacts?associations=${name}`)).status).toBe(400);
      expect((await control(name)).status).toBe(404);
      const filters = [{ propertyName: name, operator: 'EQ', value: '1' }];
      expect((await post('contacts/search', { filters })).status).toBe(400);
    }
  });

  it('change by the control, and writes follow', async () => {
    const { post, control } = await openPortal();
    await control('schema', {
      action: 'access',
      object: 'contacts',
      property: 'phone',
      level: 'read',
    });
    const { json } = await post('contacts', { properties: { phone: '1' } });
    expect(json.errors[0].code).toBe('READ_ONLY_VALUE');
  });
});

describe('a portal', () => {
  it('gets owners and pipelines by the control', async () => {
    const { control, get, post, simulator } = await openPortal({ portalId: 7 });
    const { id } = (await control('owners', { action: 'add', email: 'eve@sim.example' })).json;
    const found = (await get('/crm/v3/owners?email=eve@sim.example')).json.results[0];
    expect(found.id).toBe(id);
    const stages = [{ id: '1', label: 'Neu', probability: 0.1 }];
    await control('pipelines', [{ id: 'default', label: 'Vertrieb', stages }]);
    const deal = { dealname: 'D', dealstage: '1', hubspot_owner_id: id };
    expect((await post('deals', { properties: deal })).status).toBe(201);
    simulator.portal.archiveOwner(id);
    expect((await get(`/crm/v3/owners/${id}?archived=true`)).json.userId).toBeNull();
    expect((await get('/account-info/v3/details')).json.portalId).toBe(7);
  });

  it('has pipelines, owners and details under both styles of paths', async () => {
    const { get } = await openPortal();
    const pipelines = (await get('/crm/v3/pipelines/deals')).json.results;
    expect(pipelines[0]).toMatchObject({ id: 'default', archived: false });
    expect(pipelines[0].stages.at(-2)).toMatchObject({
      id: 'closedwon',
      metadata: { isClosed: 'true', probability: '1.0' },
    });
    expect((await get('/crm/pipelines/2026-09/deals')).json.results).toEqual(pipelines);
    const owners = (await get('/crm/v3/owners/?limit=3')).json;
    expect(owners.results[0]).toMatchObject({ type: 'PERSON', email: 'sim.person@sim.example' });
    expect(owners.results[0].id).not.toBe(String(owners.results[0].userId));
    const more = await get(`/crm/owners/2026-03?limit=3&after=${owners.paging.next.after}`);
    expect(more.json.results.length).toBe(3);
    const gone = (await get('/crm/v3/owners?archived=true')).json.results[0];
    expect(gone).toMatchObject({ archived: true, userId: null });
    const byEmail = await get('/crm/v3/owners?email=SIM.person@sim.example');
    expect(byEmail.json.results.length).toBe(1);
    const details = (await get('/account-info/v3/details')).json;
    expect(details).toMatchObject({ timeZone: 'US/Eastern', utcOffset: '-04:00' });
    expect((await get('/account-info/2026-09/details')).json).toEqual(details);
    const schema = await get('/crm-object-schemas/2026-09/schemas/contacts');
    expect(schema.json.objectTypeId).toBe('0-1');
  });
});
