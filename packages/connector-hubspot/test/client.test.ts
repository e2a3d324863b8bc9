import { createSyncError, type Context } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { askOn } from '../src/client.ts';
import { batchOf, nothing, recordShape } from '../src/parse-answer.ts';
import { datedPaths, legacyPaths } from '../src/paths.ts';
import { serveCanned, servedAt, type Canned } from './canned-server.ts';
import { openStage } from './connector/open-stage.ts';
import { openContext } from './open-context.ts';

describe.each([legacyPaths, datedPaths])('requests under $name paths', (paths) => {
  it('reach what they are meant for', async () => {
    const { crm, context } = await openStage();
    const ask = askOn(paths);
    const id = crm.portal.insert('contacts', { email: 'ada@acme.example' });
    const { body, status } = await ask(context, {
      doing: 'read contacts',
      writes: false,
      build: ({ batch }) =>
        batch.read('contacts', {
          inputs: [{ id }, { id: '999' }],
          properties: ['email'],
          propertiesWithHistory: [],
        }),
      shape: batchOf(recordShape),
    });
    expect(status).toBe(207);
    expect(body.results).toMatchObject([{ id, properties: { email: 'ada@acme.example' } }]);
    expect(body.errors).toHaveLength(1);
    const archived = await ask(context, {
      doing: 'archive contacts',
      writes: true,
      build: ({ batch }) => batch.archive('contacts', { inputs: [{ id }] }),
      shape: nothing,
    });
    expect(archived.status).toBe(204);
  });
});

const ask = askOn(datedPaths);
const row = {
  id: '1',
  properties: { email: null },
  createdAt: '2026-03-24T10:00:00Z',
  updatedAt: '2026-03-24T10:00:00.123Z',
};
const batch = { status: 'COMPLETE', results: [row], startedAt: 'x', completedAt: 'y' };

const askWith = (context: Context, writes = true) =>
  ask(context, {
    doing: 'update contacts',
    writes,
    build: (requests) => requests.batch.update('contacts', { inputs: [] }),
    shape: batchOf(recordShape),
  });

const askCanned = async (canned: Canned, writes = true) => {
  const { url } = await serveCanned(() => canned);
  return askWith(openContext(url), writes);
};

describe('an answer', () => {
  it('is read strictly, and tells when it was given', async () => {
    const answer = await askCanned({ body: batch });
    expect(answer).toEqual({
      status: 200,
      body: {
        status: 'COMPLETE',
        results: [
          {
            id: '1',
            properties: { email: null },
            createdAt: '2026-03-24T10:00:00.000Z',
            updatedAt: '2026-03-24T10:00:00.123Z',
            archived: false,
          },
        ],
        errors: [],
      },
      servedAt: new Date(servedAt).toISOString(),
    });
  });

  it('without a content type is read all the same', async () => {
    const answer = await askCanned({ body: batch, headers: { 'content-type': '' } });
    expect(answer.body.results).toHaveLength(1);
  });

  it.each<[string, Canned]>([
    ['a page for people', { body: '<html></html>' }],
    ['nothing', { body: '' }],
    ['a batch that is not over', { body: { ...batch, status: 'PENDING' } }],
    ['a record without an id', { body: { ...batch, results: [{ ...row, id: null }] } }],
    ['a number for a value', { body: { ...batch, results: [{ ...row, properties: { a: 1 } }] } }],
    ['a status that nobody knows', { status: 202, body: batch }],
  ])('that is %s leaves a write open', async (_, canned) => {
    await expect(askCanned(canned)).rejects.toMatchObject({
      code: 'malformed',
      retry: 'never',
      effect: 'unknown',
    });
    await expect(askCanned(canned, false)).rejects.toMatchObject({
      code: 'malformed',
      effect: 'none',
    });
  });

  it('that never came leaves a write open, and a question not', async () => {
    await expect(askCanned({ body: batch, cut: true })).rejects.toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
    });
    await expect(askCanned({ body: batch, cut: true }, false)).rejects.toMatchObject({
      code: 'unavailable',
      retry: 'later',
      effect: 'none',
    });
  });

  it('that says to wait says for how long', async () => {
    const answer = askCanned({ status: 429, body: {}, headers: { 'retry-after': '3' } });
    await expect(answer).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 3000 });
  });
});

describe('a request', () => {
  it('is not sent again, and its failure is handed on as it is', async () => {
    let sent = 0;
    const failure = createSyncError('given up', {
      code: 'cancelled',
      retry: 'later',
      effect: 'none',
    });
    const fetch = (): Promise<Response> => {
      sent += 1;
      return Promise.reject(failure);
    };
    const context = { ...openContext('http://127.0.0.1:1'), fetch };
    await expect(askWith(context)).rejects.toBe(failure);
    expect(sent).toBe(1);
  });
});
