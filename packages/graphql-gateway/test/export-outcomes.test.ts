import type { Store } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import { describe, expect, it, vi } from 'vitest';
import { createFixture, type FixtureOptions } from './fixture.ts';

const { aFailure, aSkip, applyPage, minute } = samples;

const address = (filter?: unknown) => {
  const query = filter === undefined ? '' : `?filter=${encodeURIComponent(JSON.stringify(filter))}`;
  return `http://localhost/exports/outcomes.csv${query}`;
};

const failure = (id: string, message: string) =>
  aFailure({ id, failure: { ...aFailure().failure, message } as never, at: minute(2) });

const fixture = await createFixture();
await applyPage(fixture.store, {
  skipped: [aSkip(), failure('f1', '=cmd|calc'), failure('f2', 'Größe "XL" fehlt')],
});

describe('the export of outcomes', () => {
  it('is a table to be saved, newest first', async () => {
    const response = await fixture.fetchFn(address());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="outcomes.csv"');
    const lines = (await response.text()).split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^"id","connectionId","direction","status"/);
    expect(lines[1]).toMatch(/^"f2",.*"Größe ""XL"" fehlt"/);
    expect(lines[2]).toMatch(/^"f1",.*"'=cmd\|calc"/);
    expect(lines[3]).toMatch(/no-email.*"The CRM record has no email address/);
  });

  it('takes the filter of the list', async () => {
    const response = await fixture.fetchFn(address({ status: ['FAILED'], search: 'größe' }));
    const lines = (await response.text()).split('\r\n');
    expect(lines.slice(1).map((line) => line.slice(0, 4))).toEqual(['"f2"', '']);
  });

  const unfit = [{ status: ['FAILD'] }, { serch: 'x' }, 'x'];

  it.each(unfit)('refuses %j as a filter, and completes no name', async (filter) => {
    const response = await fixture.fetchFn(address(filter));
    expect(response.status).toBe(400);
    const { errors } = await response.json();
    expect(errors[0].extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'filter' });
    expect(errors[0].message).not.toContain('Did you mean');
  });

  it('refuses text that is no JSON', async () => {
    const response = await fixture.fetchFn('http://localhost/exports/outcomes.csv?filter={');
    expect(response.status).toBe(400);
  });

  it('only reads', async () => {
    expect((await fixture.fetchFn(address(), { method: 'POST' })).status).toBe(405);
  });

  it('asks for a key like every request', async () => {
    expect((await fixture.gateway.fetch(new Request(address()))).status).toBe(401);
  });

  it('reads no page before it is asked for', async () => {
    let pages = 0;
    const item = { cursor: 'c', item: aSkip() };
    const endless: Store['listOutcomes'] = async ({ first }) => {
      pages += 1;
      return { items: Array.from({ length: first }, () => item), hasNext: true };
    };
    const large = await createFixture({
      wrapStore: (memory) => ({ ...memory, listOutcomes: endless }),
    });
    const { body } = await large.fetchFn(address());
    const reader = body?.getReader();
    for (let chunk = 0; chunk < 5; chunk += 1) await reader?.read();
    await new Promise((go) => setImmediate(go));
    expect(pages).toBeLessThanOrEqual(6);
    await reader?.cancel();
    await new Promise((go) => setImmediate(go));
    expect(pages).toBeLessThanOrEqual(6);
  });

  /** An export that never ends of itself, and what it asked of the store. */
  const createEndless = async (options: FixtureOptions = {}) => {
    const asked = { pages: 0 };
    const item = { cursor: 'c', item: aSkip() };
    const listOutcomes: Store['listOutcomes'] = async ({ first }) => {
      asked.pages += 1;
      return { items: Array.from({ length: first }, () => item), hasNext: true };
    };
    const endless = await createFixture({
      wrapStore: (memory) => ({ ...memory, listOutcomes }),
      ...options,
    });
    const response = await endless.fetchFn(address());
    const reader = response.body?.getReader() ?? expect.fail('no body');
    return { ...endless, asked, reader };
  };

  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((go) => setImmediate(go));
  };

  it('is counted in the share of the key, and waits for it', async () => {
    const { asked, reader, clock, ask, fetchFn } = await createEndless();
    const read = async () => {
      for (;;) if ((await reader.read()).done) return;
    };
    const reading = read();
    await vi.waitFor(() => expect(asked.pages).toBe(117));
    await settle();
    expect(asked.pages).toBe(117);
    const refused = await fetchFn(address());
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await refused.json()).errors[0].extensions).toMatchObject({ code: 'RATE_LIMITED' });
    const dear = '{ people(first: 100) { edges { node { opportunities(first: 100) { id } } } } }';
    expect((await ask(dear)).status).toBe(429);
    await clock.advance(85);
    await settle();
    expect(asked.pages).toBe(118);
    await reader.cancel();
    await reading;
    await clock.advance(1_000);
    expect(asked.pages).toBe(118);
  });

  it('is broken off when a page takes longer than a query may', async () => {
    let wanted: AbortSignal | null = null;
    const { reader, clock } = await createEndless({
      wrapStore: (memory) => ({ ...memory, listOutcomes: () => new Promise(() => {}) }),
      whileWanted: (signal, work) => {
        wanted = signal;
        return work();
      },
    });
    await reader.read();
    const next = reader.read();
    next.catch(() => undefined);
    await settle();
    await clock.advance(10_000);
    await expect(next).rejects.toThrow('late');
    expect(Object(wanted).aborted).toBe(true);
  });

  it('ends the question at the database when its reader leaves', async () => {
    const begun = Promise.withResolvers<AbortSignal>();
    const { reader } = await createEndless({
      wrapStore: (memory) => ({ ...memory, listOutcomes: () => new Promise(() => {}) }),
      whileWanted: (signal, work) => {
        begun.resolve(signal);
        return work();
      },
    });
    await reader.read();
    const signal = await begun.promise;
    expect(signal.aborted).toBe(false);
    await reader.cancel();
    expect(signal.aborted).toBe(true);
  });

  it('is broken off when the key is revoked', async () => {
    const { reader, clock, store } = await createEndless();
    await reader.read();
    const [key] = await store.listApiKeys();
    await store.changeApiKey(key?.id ?? '', { revokedAt: clock.now() });
    await clock.advance(2_000);
    const readAll = async () => {
      for (;;) if ((await reader.read()).done) return;
    };
    await expect(readAll()).rejects.toThrow('revoked');
  });
});
