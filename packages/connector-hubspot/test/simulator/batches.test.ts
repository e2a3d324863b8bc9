import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const contact = (at: number, traceId?: string) => ({
  properties: { email: `a${at}@b.example` },
  ...(traceId === undefined ? {} : { objectWriteTraceId: traceId }),
});

describe('a batch that creates', () => {
  it('fails as a whole without trace ids', async () => {
    const { post, simulator } = await openPortal();
    await post('contacts', contact(1));
    const inputs = [contact(0), contact(1)];
    expect((await post('contacts/batch/create', { inputs })).status).toBe(409);
    expect(simulator.portal.ids('contacts').length).toBe(1);
    const doubles = { inputs: [contact(5), contact(5)] };
    expect((await post('contacts/batch/create', doubles)).status).toBe(409);
  });

  it('fails in part with them, and says which', async () => {
    const { post } = await openPortal();
    const { id } = (await post('contacts', contact(1))).json;
    const bad = { properties: { nothing: '1' }, objectWriteTraceId: 'c' };
    const inputs = [contact(0, 'a'), contact(1, 'b'), bad];
    const { status, json } = await post('contacts/batch/create', { inputs });
    expect([status, json.numErrors, json.status]).toEqual([207, 2, 'COMPLETE']);
    expect(json.results).toEqual([expect.objectContaining({ objectWriteTraceId: 'a' })]);
    expect(json.errors).toEqual([
      expect.objectContaining({
        category: 'CONFLICT',
        context: { existingId: [id], objectWriteTraceId: ['b'] },
      }),
      expect.objectContaining({
        category: 'VALIDATION_ERROR',
        context: { objectWriteTraceId: ['c'] },
      }),
    ]);
  });

  it('has one to a hundred inputs', async () => {
    const { post } = await openPortal();
    const inputs = Array.from({ length: 101 }, (_, at) => contact(at));
    expect((await post('contacts/batch/create', { inputs })).status).toBe(400);
    const most = await post('contacts/batch/create', { inputs: inputs.slice(1) });
    expect([most.status, most.json.results.length]).toEqual([201, 100]);
    expect((await post('contacts/batch/create', { inputs: [] })).json.message).toBe(
      'Batch input provided should have at least one object.',
    );
  });

  it('answers in an order of its own', async () => {
    const { post } = await openPortal({ rules: { batchOrder: 'shuffled' } });
    const inputs = Array.from({ length: 50 }, (_, at) => contact(at, `t${at}`));
    const { json } = await post('contacts/batch/create', { inputs });
    const traces = json.results.map(
      (each: { objectWriteTraceId: string }) => each.objectWriteTraceId,
    );
    const asked = inputs.map(({ objectWriteTraceId }) => objectWriteTraceId);
    expect(traces).not.toEqual(asked);
    expect(new Set(traces)).toEqual(new Set(asked));
  });
});

describe('a batch that reads', () => {
  it('names what is not there in one error', async () => {
    const { post } = await openPortal();
    const { id } = (await post('contacts', contact(1))).json;
    const body = { inputs: [{ id }, { id: '9' }, { id: '10' }], properties: ['email'] };
    const { status, json } = await post('contacts/batch/read', body);
    expect([status, json.numErrors]).toEqual([207, 1]);
    expect(json.errors[0]).toEqual({
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message:
        'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
      context: { ids: ['9', '10'] },
    });
    expect(json.results[0].properties.email).toBe('a1@b.example');
  });

  it('finds by addresses, further ones too', async () => {
    const { post } = await openPortal();
    const properties = { email: 'a@b.example', hs_additional_emails: 'c@d.example' };
    const { id } = (await post('contacts', { properties })).json;
    const inputs = [{ id: 'C@d.example' }, { id: 'a@b.example' }];
    const { status, json } = await post('contacts/batch/read', { inputs, idProperty: 'email' });
    expect([status, json.results.map((each: { id: string }) => each.id)]).toEqual([200, [id]]);
  });

  it('answers 207 or 404 where nothing is there', async () => {
    const { post, simulator } = await openPortal();
    const body = { inputs: [{ id: '9' }] };
    expect((await post('contacts/batch/read', body)).status).toBe(207);
    simulator.setRules({ emptyBatchRead: 'notFound' });
    expect((await post('contacts/batch/read', body)).status).toBe(404);
  });

  it('reads the recycle bin', async () => {
    const { post, simulator } = await openPortal();
    const id = simulator.portal.insert('contacts', { email: 'a@b.example' });
    simulator.portal.archive({ object: 'contacts', id });
    const body = { inputs: [{ id }] };
    expect((await post('contacts/batch/read', body)).status).toBe(207);
    const { json } = await post('contacts/batch/read?archived=true', body);
    expect(json.results[0]).toMatchObject({ id, archived: true });
  });
});

describe('a batch that changes', () => {
  it('changes what is there and names the rest', async () => {
    const { post, simulator } = await openPortal();
    const id = simulator.portal.insert('contacts', { email: 'a@b.example' });
    const properties = { phone: '7' };
    const inputs = [
      { id, properties },
      { id: '9', properties },
    ];
    const { status, json } = await post('contacts/batch/update', { inputs });
    expect([status, json.errors[0].context]).toEqual([207, { ids: ['9'] }]);
    expect(simulator.portal.read({ object: 'contacts', id })).toMatchObject(properties);
  });

  it('refuses one id twice, and contacts by email', async () => {
    const { post, simulator } = await openPortal();
    const id = simulator.portal.insert('contacts', { email: 'a@b.example' });
    const properties = { phone: '7' };
    const inputs = [
      { id, properties },
      { id, properties },
    ];
    expect((await post('contacts/batch/update', { inputs })).json).toMatchObject({
      message: `Duplicate IDs found in batch input: [${id}]. IDs must be unique`,
      context: { ids: [id] },
    });
    const byEmail = [{ id: 'a@b.example', idProperty: 'email', properties }];
    const refused = await post('contacts/batch/update', { inputs: byEmail });
    expect(refused.json.message).toMatch(/by non-unique 0-1 property email/u);
  });

  it('does or does not take the id of a merged record', async () => {
    const { post, simulator } = await openPortal();
    const { portal } = simulator;
    const primary = portal.insert('contacts', { email: 'a@b.example' });
    const other = portal.insert('contacts', { email: 'c@d.example' });
    const id = portal.merge('contacts', { primary, other });
    const body = { inputs: [{ id: other, properties: { phone: '1' } }] };
    expect((await post('contacts/batch/update', body)).json.errors[0].context.ids).toEqual([other]);
    simulator.setRules({ batchUpdateMergedIds: true });
    expect((await post('contacts/batch/update', body)).json.results[0].id).toBe(id);
  });
});

describe('a batch that upserts', () => {
  const task = (key: string, subject: string) => ({
    id: key,
    idProperty: 'unify_metadata',
    properties: { hs_timestamp: '2026-06-01T00:00:00Z', hs_task_subject: subject },
  });

  it('makes or changes by a unique property', async () => {
    const { post } = await openPortal();
    const first = await post('tasks/batch/upsert', { inputs: [task('k', 'one')] });
    expect(first.status).toBe(200);
    expect(first.json.results[0]).toMatchObject({
      new: true,
      properties: { unify_metadata: 'k', hs_task_subject: 'one' },
    });
    const again = await post('tasks/batch/upsert', { inputs: [task('K', 'two')] });
    expect(again.json.results[0]).toMatchObject({ new: false, id: first.json.results[0].id });
  });

  it('makes a second record where the check is late', async () => {
    const { post, get, simulator } = await openPortal({ rules: { uniqueLagMs: 500 } });
    const upsert = async () =>
      (await post('tasks/batch/upsert', { inputs: [task('k', 'one')] })).json.results[0];
    const [first, second] = [await upsert(), await upsert()];
    expect([first.new, second.new]).toEqual([true, true]);
    simulator.clock.advance(500);
    expect((await upsert()).new).toBe(false);
    const found = await get('tasks/k?idProperty=unify_metadata');
    expect([first.id, second.id]).toContain(found.json.id);
  });

  it('takes emails of contacts and refuses domains of companies', async () => {
    const { post } = await openPortal();
    const by = (id: string, idProperty: string) => ({
      inputs: [{ id, idProperty, properties: { phone: '1' } }],
    });
    const made = await post('contacts/batch/upsert', by('a@b.example', 'email'));
    expect(made.json.results[0].new).toBe(true);
    const refused = await post('companies/batch/upsert', by('b.example', 'domain'));
    expect(refused.json.message).toMatch(
      /^Unable to perform update\/upsert by non-unique 0-2 property domain in portal ID \d+$/u,
    );
    expect((await post('contacts/batch/upsert', by('51', 'hs_object_id'))).status).toBe(400);
  });
});

describe('a batch that archives', () => {
  it('passes over what is not there', async () => {
    const { post, simulator } = await openPortal();
    const id = simulator.portal.insert('tasks', { hs_timestamp: '2026-06-01T00:00:00Z' });
    const inputs = [{ id }, { id: '9' }];
    expect((await post('tasks/batch/archive', { inputs })).status).toBe(204);
    expect(simulator.portal.ids('tasks')).toEqual([]);
  });
});
