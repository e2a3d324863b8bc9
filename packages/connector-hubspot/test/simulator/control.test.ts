import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const ada = { properties: { email: 'a@b.example' } };

describe('the control', () => {
  it('makes, changes, archives, restores, merges and shows records', async () => {
    const { control } = await openPortal();
    const act = async (body: unknown) => (await control('records', body)).json;
    const object = 'contacts';
    const { id } = await act({ action: 'create', object, record: { email: 'a@b.example' } });
    const { id: other } = await act({ action: 'create', object, record: { email: 'c@d.example' } });
    await act({ action: 'update', object, id, record: { phone: '1' }, user: 'sim-integration' });
    await act({ action: 'archive', object, id });
    expect((await act({ action: 'restore', object, id })).id).toBe(id);
    const merged = await act({ action: 'merge', object, primary: id, other });
    const shown = await control(`records?object=contacts&id=${other}`);
    expect(shown.json).toMatchObject({ id: merged.id, phone: '1' });
    expect((await act({ action: 'nothing' })).errors.length).toBeGreaterThan(0);
    const { changes } = (await control(`history?object=contacts&id=${id}`)).json;
    const kinds = changes.map(({ kind }: { kind: string }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set(['created', 'updated', 'deleted', 'undeleted', 'merged']),
    );
  });

  it('restores under the old id or a new one', async () => {
    const { simulator } = await openPortal({ rules: { restoreKeepsId: false } });
    const { portal } = simulator;
    const id = portal.insert('contacts', ada.properties);
    portal.archive({ object: 'contacts', id });
    const restored = portal.restore({ object: 'contacts', id });
    expect(restored).not.toBe(id);
    expect(portal.read({ object: 'contacts', id: restored })).toMatchObject(ada.properties);
  });

  it('logs requests, moves the clock, and puts all back', async () => {
    const { control, post, get, simulator } = await openPortal();
    await post('contacts', ada);
    const { requests } = (await control('requests')).json;
    expect(requests).toEqual([
      expect.objectContaining({ method: 'POST', status: 201, caller: '2218844' }),
    ]);
    const { now } = (await control('clock', { advanceMs: 1000 })).json;
    expect(now).toBe('2026-06-01T12:00:01.000Z');
    await control('reset', {});
    expect((await get('contacts')).json.results).toEqual([]);
    expect(simulator.history.length).toBe(0);
    expect(
      (await control('rules', { searchLag: { minMs: 1, maxMs: 2 } })).json.searchLag.maxMs,
    ).toBe(2);
    expect((await control('rules', { nothing: 1 })).status).toBe(400);
  });
});

describe('a fault', () => {
  it('locks, moves the account, refuses, drops the type of the content', async () => {
    const { simulator, post, get } = await openPortal();
    simulator.faults.add({ kind: 'locked', times: 1 });
    simulator.faults.add({ kind: 'migration', times: 1 });
    simulator.faults.add({ kind: 'rate-limit', times: 1 });
    simulator.faults.add({ kind: 'no-content-type', times: 1 });
    expect((await post('contacts', ada)).status).toBe(423);
    const moving = await post('contacts', ada);
    expect([moving.status, moving.headers.get('retry-after')]).toEqual([477, '30']);
    expect((await post('contacts', ada)).json.errorType).toBe('RATE_LIMIT');
    const bare = await get('contacts');
    expect([bare.status, bare.headers.get('content-type')]).toEqual([200, null]);
    expect(simulator.portal.ids('contacts')).toEqual([]);
  });

  it('strikes one record of a batch', async () => {
    const { simulator, post } = await openPortal();
    simulator.faults.add({
      kind: 'record-error',
      body: 'VALIDATION_ERROR: Not today.',
      match: { object: 'contacts', body: 'c@d' },
    });
    const inputs = ['a@b.example', 'c@d.example'].map((email) => ({
      properties: { email },
      objectWriteTraceId: email,
    }));
    const { status, json } = await post('contacts/batch/create', { inputs });
    expect([status, json.results.length, json.errors[0]]).toMatchObject([
      207,
      1,
      { message: 'Not today.', context: { objectWriteTraceId: ['c@d.example'] } },
    ]);
  });

  it('comes after the write took effect', async () => {
    const { simulator, post } = await openPortal();
    simulator.faults.add({ kind: 'reset', when: 'after', times: 1, match: { method: 'POST' } });
    await expect(post('contacts', ada)).rejects.toThrow('fetch failed');
    expect(simulator.portal.ids('contacts').length).toBe(1);
    simulator.faults.add({ kind: 'locked', when: 'after', times: 1 });
    const body = { properties: { email: 'c@d.example' } };
    expect((await post('contacts', body)).status).toBe(423);
    expect(simulator.portal.ids('contacts').length).toBe(2);
  });
});
