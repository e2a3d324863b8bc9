import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const moment = { hs_timestamp: '2026-06-01T09:00:00Z' };
const link = (id: string, associationTypeId: number) => ({
  to: { id },
  types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
});

/** An object, its type id, values for one record, and the type that ties it to a deal and back. */
const objects = [
  ['notes', '0-46', { ...moment, hs_note_body: 'Hi' }, [214, 213]],
  ['calls', '0-48', { ...moment, hs_call_direction: 'INBOUND' }, [206, 205]],
  ['meetings', '0-47', { ...moment, hs_meeting_outcome: 'NO_SHOW' }, [212, 211]],
  ['tickets', '0-5', { subject: 'Help', hs_pipeline_stage: '1' }, [28, 27]],
  ['line_items', '0-8', { name: 'Seat', price: '9.5', quantity: '2' }, [20, 19]],
] as const;

describe.each(objects)('%s', (object, typeId, properties, [there, back]) => {
  it('are made, changed, listed, found and archived', async () => {
    const { post, get, send, search } = await openPortal();
    const made = await post(object, { properties });
    expect([made.status, made.json.properties]).toMatchObject([201, properties]);
    const { id } = made.json;
    expect((await get(`${typeId}/${id}`)).json.id).toBe(id);
    const owner = (await get('/crm/v3/owners?limit=1')).json.results[0].id;
    const body = { properties: { hubspot_owner_id: owner } };
    expect((await send('PATCH', `${object}/${id}`, { body })).status).toBe(200);
    const [name = '', value = ''] = Object.entries(properties)[1] ?? [];
    const filters = [{ propertyName: name, operator: 'EQ', value }];
    expect((await search(object, { filters })).json.total).toBe(1);
    expect((await send('DELETE', `${object}/${id}`)).status).toBe(204);
    expect((await get(`${object}/${id}`)).status).toBe(404);
    expect((await get(`${object}?archived=true`)).json.results.length).toBe(1);
  });

  it('have batches, properties and a schema', async () => {
    const { post, get } = await openPortal();
    const inputs = [{ properties }, { properties }];
    const made = await post(`${object}/batch/create`, { inputs });
    expect([made.status, made.json.results.length]).toEqual([201, 2]);
    const ids = { inputs: made.json.results.map(({ id }: { id: string }) => ({ id })) };
    expect((await post(`${object}/batch/read`, ids)).json.results.length).toBe(2);
    expect((await post(`${object}/batch/archive`, ids)).status).toBe(204);
    const names = (await get(`/crm/v3/properties/${object}`)).json.results.map(
      (each: { name: string }) => each.name,
    );
    expect(names).toEqual(expect.arrayContaining(Object.keys(properties)));
    expect((await get(`/crm-object-schemas/v3/schemas/${object}`)).json.objectTypeId).toBe(typeId);
  });

  it('are associated with a deal, and back', async () => {
    const { post, get, simulator } = await openPortal();
    const deal = simulator.portal.insert('deals', { dealname: 'D' });
    const { id } = (await post(object, { properties, associations: [link(deal, there)] })).json;
    const { results } = (await get(`/crm/v4/objects/deals/${deal}/associations/${object}`)).json;
    expect(results).toMatchObject([
      { toObjectId: Number(id), associationTypes: [{ typeId: back }] },
    ]);
  });
});

describe('an activity', () => {
  it('needs its time, a ticket its stage', async () => {
    const { post } = await openPortal();
    const refusal = async (object: string, properties: object) =>
      (await post(object, { properties })).json.message;
    const words = (type: string) =>
      `Error creating ${type}. Some required properties were not set.`;
    expect(await refusal('notes', { hs_note_body: 'Hi' })).toBe(words('NOTE'));
    expect(await refusal('calls', {})).toBe(words('CALL'));
    expect(await refusal('tickets', { subject: 'Help' })).toBe(words('TICKET'));
    expect(await refusal('tickets', { subject: 'Help', hs_pipeline_stage: '77' })).toMatch(
      /INVALID_OPTION/u,
    );
  });

  it('is open to those who may see contacts, a ticket to others', async () => {
    const { send, control } = await openPortal();
    const status = async (scope: string, object: string) => {
      await control('tokens', { action: 'add', token: scope, scopes: [scope] });
      const headers = { authorization: `Bearer ${scope}` };
      return (await send('GET', object, { headers })).status;
    };
    expect(await status('crm.objects.contacts.read', 'notes')).toBe(200);
    expect(await status('crm.objects.contacts.read', 'tickets')).toBe(403);
    expect(await status('tickets', 'tickets')).toBe(200);
    expect(await status('e-commerce', 'line_items')).toBe(200);
  });
});

describe('a line item', () => {
  it('costs its price as often as it is there', async () => {
    const { post, send } = await openPortal();
    const properties = { name: 'Seat', price: '9.5', quantity: '2' };
    const { json } = await post('line_items', { properties });
    expect(json.properties.amount).toBe('19');
    const body = { properties: { quantity: '3' } };
    const more = await send('PATCH', `line_items/${json.id}`, { body });
    expect(more.json.properties.amount).toBe('28.5');
  });
});

describe('two tickets', () => {
  it('become one', async () => {
    const { post, get } = await openPortal();
    const make = async (subject: string) =>
      (await post('tickets', { properties: { subject, hs_pipeline_stage: '1' } })).json.id;
    const [one, other] = [await make('A'), await make('B')];
    const merged = await post('tickets/merge', { primaryObjectId: one, objectIdToMerge: other });
    expect((await get(`tickets/${other}`)).json).toMatchObject({
      id: merged.json.id,
      properties: { subject: 'A' },
    });
  });
});
