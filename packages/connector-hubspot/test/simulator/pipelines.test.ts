import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const path = '/crm/v3/pipelines/deals';
const stage = (label: string, probability: string, displayOrder = 0) => ({
  label,
  displayOrder,
  metadata: { probability },
});

const opened = async () => {
  const all = await openPortal();
  const made = await all.post(path, {
    label: 'Partners',
    displayOrder: 2,
    stages: [stage('Met', '0.25'), stage('Signed', '1.0', 1)],
  });
  const [met, signed] = made.json.stages.map(({ id }: { id: string }) => id);
  return { ...all, made, own: `${path}/${made.json.id}`, met, signed };
};

describe('a pipeline', () => {
  it('is made, and deals go through it', async () => {
    const { made, post, get, own, signed } = await opened();
    expect([made.status, made.json]).toMatchObject([
      201,
      {
        label: 'Partners',
        archived: false,
        createdAt: '2026-06-01T12:00:00Z',
        stages: [
          { label: 'Met', metadata: { isClosed: 'false', probability: '0.25' } },
          { label: 'Signed', metadata: { isClosed: 'true', probability: '1.0' } },
        ],
      },
    ]);
    expect((await get(own)).json).toEqual(made.json);
    expect((await get(path)).json.results[2]).toEqual(made.json);
    const properties = { dealname: 'D', pipeline: made.json.id, dealstage: signed };
    const deal = await post('deals', { properties });
    expect(deal.json.properties).toMatchObject({ hs_is_closed_won: 'true' });
    const elsewhere = { ...properties, pipeline: 'default' };
    expect((await post('deals', { properties: elsewhere })).status).toBe(400);
  });

  it('is refused where it says too little', async () => {
    const { post } = await opened();
    const status = async (to: string, body: unknown) => (await post(to, body)).status;
    const good = { label: 'X', displayOrder: 1, stages: [stage('S', '0.5')] };
    expect(await status(path, { ...good, label: undefined })).toBe(400);
    expect(await status(path, { ...good, label: 'Partners' })).toBe(400);
    expect(await status(path, { ...good, pipelineId: 'default' })).toBe(400);
    expect(await status(path, { ...good, stages: [stage('S', '1.5')] })).toBe(400);
    expect(await status(path, { ...good, stages: [{ ...stage('S', '1'), metadata: {} }] })).toBe(
      400,
    );
    expect(await status(path, { ...good, stages: [stage('S', '0'), stage('s', '1')] })).toBe(400);
    expect(await status('/crm/v3/pipelines/contacts', good)).toBe(400);
    expect(await status(path, good)).toBe(201);
  });

  it('changes, and is replaced with its stages', async () => {
    const { send, own, met, signed } = await opened();
    const renamed = await send('PATCH', own, { body: { label: 'Allies' } });
    expect(renamed.json).toMatchObject({ label: 'Allies', displayOrder: 2 });
    const stages = [stage('Met', '0.1'), stage('Won', '1', 1)];
    const replaced = await send('PUT', own, {
      body: { label: 'Friends', displayOrder: 5, stages },
    });
    expect(replaced.json).toMatchObject({
      label: 'Friends',
      displayOrder: 5,
      stages: [{ id: met, metadata: { probability: '0.1' } }, { label: 'Won' }],
    });
    expect(replaced.json.stages.map(({ id }: { id: string }) => id)).not.toContain(signed);
  });

  it('is archived and comes back', async () => {
    const { send, get, post, own, made, met } = await opened();
    expect((await send('DELETE', own)).status).toBe(204);
    expect([(await get(own)).status, (await get(path)).json.results.length]).toEqual([404, 2]);
    const properties = { dealname: 'D', pipeline: made.json.id, dealstage: met };
    expect((await post('deals', { properties })).status).toBe(400);
    const back = await send('PATCH', own, { body: { archived: false } });
    expect(back.json).toMatchObject({ archived: false, stages: [{ id: met }, {}] });
    expect((await send('DELETE', `${path}/nothing`)).status).toBe(404);
  });

  it('stays while deals are in it, by the newer paths or where asked', async () => {
    const { send, post, own, made, met } = await opened();
    const properties = { dealname: 'D', pipeline: made.json.id, dealstage: met };
    const { id } = (await post('deals', { properties })).json;
    const dated = own.replace('/crm/v3/pipelines', '/crm/pipelines/2026-09');
    const flag = 'validateDealStageUsagesBeforeDelete';
    expect((await send('DELETE', dated)).status).toBe(400);
    expect((await send('DELETE', `${own}?${flag}=true`)).status).toBe(400);
    expect((await send('DELETE', `${dated}/stages/${met}`)).status).toBe(400);
    expect((await send('PATCH', dated, { body: { archived: true } })).status).toBe(400);
    expect((await send('DELETE', `${dated}?${flag}=false`)).status).toBe(204);
    const named = await send('PATCH', `deals/${id}`, { body: { properties: { amount: '5' } } });
    expect(named.status).toBe(200);
  });

  it('tells who changed it', async () => {
    const { send, get, own, made, met } = await opened();
    const headers = { authorization: 'Bearer sim-person' };
    await send('PATCH', own, { body: { label: 'Allies' }, headers });
    await send('PATCH', `${own}/stages/${met}`, { body: { label: 'Seen' }, headers });
    await send('DELETE', own, { headers });
    const audit = async (of: string) =>
      (await get(`${of}/audit`)).json.results.map((each: Record<string, unknown>) => each);
    expect(await audit(own)).toMatchObject([
      { action: 'DELETE', identifier: made.json.id, fromUserId: expect.any(Number) },
      { action: 'UPDATE', rawObject: { label: 'Allies' } },
      { action: 'CREATE', portalId: 147365210, timestamp: '2026-06-01T12:00:00Z' },
    ]);
    await send('PATCH', own, { body: { archived: false } });
    expect(await audit(`${own}/stages/${met}`)).toMatchObject([{ action: 'UPDATE' }]);
  });
});

describe('a stage', () => {
  it('is made, changed, replaced and archived', async () => {
    const { send, get, post, own } = await opened();
    const made = await post(`${own}/stages`, stage('Talks', '0.5', 7));
    expect([made.status, made.json]).toMatchObject([201, { label: 'Talks', displayOrder: 7 }]);
    const at = `${own}/stages/${made.json.id}`;
    const body = { metadata: { probability: '0' } };
    expect((await send('PATCH', at, { body })).json).toMatchObject({
      label: 'Talks',
      metadata: { isClosed: 'true', probability: '0.0' },
    });
    const replaced = await send('PUT', at, { body: stage('Lost', '0.0', 8) });
    expect(replaced.json).toMatchObject({ id: made.json.id, label: 'Lost', displayOrder: 8 });
    expect((await get(at)).json).toEqual(replaced.json);
    expect((await send('DELETE', at)).status).toBe(204);
    expect((await get(at)).status).toBe(404);
    expect((await get(`${own}/stages`)).json.results.length).toBe(2);
  });

  it('of tickets is open or closed', async () => {
    const { post, get } = await openPortal();
    const tickets = '/crm/v3/pipelines/tickets';
    const { results } = (await get(tickets)).json;
    expect(results).toMatchObject([{ id: '0', stages: [{ id: '1', label: 'New' }, {}, {}, {}] }]);
    const made = await post(`${tickets}/0/stages`, {
      label: 'Done',
      displayOrder: 9,
      metadata: { ticketState: 'CLOSED' },
    });
    expect(made.json.metadata).toEqual({ isClosed: 'true', ticketState: 'CLOSED' });
    const properties = { subject: 'Help', hs_pipeline_stage: made.json.id };
    const { id } = (await post('tickets', { properties })).json;
    const ticket = (await get(`tickets/${id}?properties=hs_pipeline,closed_date`)).json.properties;
    expect(ticket).toMatchObject({ hs_pipeline: '0', closed_date: '2026-06-01T12:00:00Z' });
  });
});
