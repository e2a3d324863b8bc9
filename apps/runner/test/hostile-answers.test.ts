import { isSyncError, toInstant, type Context } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { connectors } from '../src/registry/crms.ts';

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const wide = JSON.stringify('x'.repeat(2_000_000));

/** Answers of a CRM that is broken, or that somebody has taken over. */
const answers: Readonly<Record<string, string>> = {
  'an array of 10,000 levels': nested(10_000),
  'records of 10,000 levels': `{"totalSize":1,"done":true,"records":[{"Id":${nested(10_000)}}],"results":[{"id":${nested(10_000)}}]}`,
  'a prototype': '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  'records with a prototype':
    '{"totalSize":1,"done":true,"records":[{"__proto__":{"polluted":true},"Id":"003000000000001AAA"}],"results":[{"id":"1","properties":{"__proto__":"x"}}]}',
  'a thenable': '{"then":"x","records":{"then":1},"results":{"then":1}}',
  'a NUL': '"\\u0000"',
  'a megabyte in one field': `{"totalSize":1,"done":true,"records":[{"Id":${wide}}],"results":[{"id":${wide}}]}`,
  'a page of the web': '<!doctype html><title>__proto__</title>',
  nothing: '',
  'a number beyond all': '1e999',
};

const contextOf = (body: string): Context => {
  const kept = new Map<symbol, unknown>();
  return {
    fetch: async () =>
      new Response(body, { status: 200, headers: { 'content-type': 'application/json' } }),
    now: () => toInstant('2026-03-24T10:00:00.000Z'),
    signal: new AbortController().signal,
    memo: <T>(key: symbol, make: () => T): T => {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
  };
};

/** What a call made of the answer: a value, or an error that the engine can act on. */
const settle = async (call: () => Promise<unknown>): Promise<'answered' | 'refused'> => {
  try {
    await call();
    return 'answered';
  } catch (error) {
    if (isSyncError(error)) return 'refused';
    throw error;
  }
};

const cases = connectors.flatMap((connector) =>
  Object.entries(connector.objects).flatMap(([name, object]) =>
    Object.keys(answers).map((kind) => ({ crm: connector.id, name, object, kind })),
  ),
);

describe('a hostile answer of a CRM', () => {
  it.each(cases)('is taken or refused by $crm $name: $kind', async ({ object, kind }) => {
    const context = contextOf(answers[kind] ?? '');
    await settle(() => object.describe(context));
    if (object.read !== undefined) {
      await settle(() => object.read?.page(context, { fields: ['Id'], after: null }) as never);
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
