import { toRemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../src/index.ts';
import { serveCanned, type Canned } from './canned-server.ts';
import { openContext } from './open-context.ts';

const { create, update, guard } = salesforce.objects.Contact.write;
const id = toRemoteId('003000000000001AAA');
const other = toRemoteId('003000000000002AAA');
const drafts = [{ fields: { LastName: 'One' } }, { fields: { LastName: 'Two' } }];
const revision = '2026-03-24T10:00:00.000Z';
const guarded = [id, other].map((one) => ({ id: one, fields: { Title: 'CEO' }, revision }));

const refusal = (statusCode: string, message = '') => ({
  success: false,
  errors: [{ statusCode, message, fields: [] }],
});

const ok = (created: string) => ({ id: created, success: true, errors: [] });

const call = async <T>(canned: Canned, work: (context: ReturnType<typeof openContext>) => T) => {
  const { url, seen } = await serveCanned(() => canned);
  return { result: await work(openContext(url)), seen };
};

describe('a create', () => {
  it('answers each draft in order, refusals as values (R-ERR-3)', async () => {
    const body = [refusal('REQUIRED_FIELD_MISSING'), ok('003000000000001')];
    const { result } = await call({ body }, (context) => create.call(context, drafts));
    expect(result[0]).toMatchObject({ ok: false, error: { code: 'invalid', effect: 'none' } });
    expect(result[1]).toEqual({ ok: true, id });
  });

  it('names the record that has the unique key (R-DUP-1)', async () => {
    const message = 'duplicate value found: K duplicates value on record with id: 003000000000002';
    const body = [refusal('DUPLICATE_VALUE', message), ok(id)];
    const { result } = await call({ body }, (context) => create.call(context, drafts));
    expect(result[0]).toMatchObject({ error: { code: 'duplicate', existing: [other] } });
  });

  it('asks for no assignment and passes over no duplicate rule', async () => {
    const { seen } = await call({ body: [ok(id), ok(other)] }, (context) =>
      create.call(context, drafts),
    );
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers).toMatchObject({ 'sforce-auto-assign': 'FALSE' });
    expect(seen[0]?.headers).not.toHaveProperty('sforce-duplicate-rule-header');
    expect(seen[0]?.body).toMatchObject({ allOrNone: false });
  });

  it.each([
    ['an empty list', { body: [] }, 'malformed'],
    ['too few results', { body: [ok(id)] }, 'malformed'],
    ['nothing', { body: '' }, 'malformed'],
    ['HTML', { body: '<html></html>', headers: { 'content-type': 'text/html' } }, 'malformed'],
    ['broken JSON', { body: '[{"success":tr' }, 'malformed'],
    ['a body that breaks off', { body: [ok(id), ok(other)], cut: true }, 'unavailable'],
    ['a 500', { status: 500, body: [{ errorCode: 'UNKNOWN_EXCEPTION' }] }, 'unavailable'],
    ['a 503 page', { status: 503, body: '<html></html>' }, 'unavailable'],
  ])('does not know what happened after %s', async (_, canned: Canned, code) => {
    const work = call(canned, (context) => create.call(context, drafts));
    await expect(work).rejects.toMatchObject({ code, effect: 'unknown' });
  });

  it('changed nothing when refused as a whole', async () => {
    const limit = { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' };
    const work = call({ status: 403, body: [limit] }, (context) => create.call(context, drafts));
    await expect(work).rejects.toMatchObject({ code: 'rate-limited', effect: 'none' });
  });

  it('is sent once, whatever becomes of it', async () => {
    const { url, seen } = await serveCanned(() => ({ status: 503 }));
    await expect(create.call(openContext(url), drafts)).rejects.toMatchObject({ retry: 'later' });
    expect(seen).toHaveLength(1);
  });
});

describe('an update', () => {
  it('answers each change in order', async () => {
    const body = [ok(id), refusal('UNABLE_TO_LOCK_ROW')];
    const changes = [id, other].map((one) => ({ id: one, fields: { Title: 'CEO' } }));
    const { result } = await call({ body }, (context) => update.call(context, changes));
    expect(result[0]).toEqual({ ok: true, id });
    expect(result[1]).toMatchObject({ error: { code: 'conflict', retry: 'later' } });
  });

  it('does not take the answer about another record for its own', async () => {
    const changes = [{ id, fields: { Title: 'CEO' } }];
    const work = call({ body: [ok(other)] }, (context) => update.call(context, changes));
    await expect(work).rejects.toMatchObject({ code: 'malformed', effect: 'unknown' });
  });
});

describe('a guarded update', () => {
  const parts = (...statuses: number[]) => ({
    compositeResponse: statuses.map((httpStatusCode, index) => ({
      body: null,
      httpHeaders: {},
      httpStatusCode,
      referenceId: `u${index}`,
    })),
  });

  it('is a conflict where somebody changed the record since (R-OVERWRITE-7)', async () => {
    const { result, seen } = await call({ body: parts(204, 412) }, (context) =>
      guard.call(context, guarded),
    );
    expect(result[0]).toEqual({ ok: true, id });
    expect(result[1]).toMatchObject({ error: { code: 'conflict', effect: 'none' } });
    expect(seen[0]?.body).toMatchObject({
      allOrNone: false,
      compositeRequest: [
        { httpHeaders: { 'If-Unmodified-Since': 'Tue, 24 Mar 2026 10:00:00 GMT' } },
        { httpHeaders: { 'If-Unmodified-Since': 'Tue, 24 Mar 2026 10:00:00 GMT' } },
      ],
    });
  });

  it('leaves open what a broken part did', async () => {
    const { result } = await call({ body: parts(500, 204) }, (context) =>
      guard.call(context, guarded),
    );
    expect(result[0]).toMatchObject({ error: { code: 'unavailable', effect: 'unknown' } });
  });

  it('knows the parts of an answer by their names, in any order', async () => {
    const [first, second] = parts(204, 412).compositeResponse;
    const body = { compositeResponse: [second, first] };
    const { result } = await call({ body }, (context) => guard.call(context, guarded));
    expect(result).toMatchObject([{ ok: true }, { ok: false, error: { code: 'conflict' } }]);
  });
});
