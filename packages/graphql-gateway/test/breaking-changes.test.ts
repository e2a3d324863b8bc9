import { readFile } from 'node:fs/promises';
import { BreakingChangeType, buildSchema, findSchemaChanges, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../src/schema/schema.ts';

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), 'utf8');

const breaking = new Set<string>(Object.values(BreakingChangeType));

/** What breaks callers who were promised a schema. */
const breaksOf = (before: GraphQLSchema, after: GraphQLSchema): string[] =>
  findSchemaChanges(before, after)
    .filter(({ type }) => breaking.has(type))
    .map(({ type, description }) => `${type}: ${description}`)
    .toSorted();

const promised = await read('schema.promised.graphql');

describe('the schema that callers were promised', () => {
  it('is broken only where breaking-changes.json says so', async () => {
    const announced = JSON.parse(await read('breaking-changes.json'));
    expect(breaksOf(buildSchema(promised), schema)).toEqual(announced.toSorted());
  });

  it.each([
    ['a field that is gone', 'apiCalls: Int!', 'other: Int!'],
    ['a value that is gone', /\n {2}NEEDS_RECONNECT\n/u, '\n  OTHER\n'],
    ['an argument that is required', 'crmConnection(\n', 'crmConnection(\n    more: String!\n'],
    ['a field that may be null', 'apiCalls: Int!', 'apiCalls: Int'],
    ['a type that is another', 'apiCalls: Int!', 'apiCalls: String!'],
    ['an undo that is gone', /\n {2}undo\(/u, '\n  undoAll('],
    ['a list of keys that is gone', /\n {2}apiKeys:/u, '\n  keys:'],
    ['a way to connect that is gone', /\n {2}connectCrm\(/u, '\n  connect('],
    ['a stream that is gone', /\n {2}platformChanged\(/u, '\n  changed('],
    ['an estimate that is gone', /\n {2}estimate: RunEstimate\n/u, '\n  eta: RunEstimate\n'],
    ['counts that are gone', /\n {2}outcomeCounts\(/u, '\n  counts('],
    [
      'a narrowing that is gone',
      /(?<=input CompanyFilter \{[^}]*)\n {2}crmObject:/u,
      '\n  object:',
    ],
  ])('is known to be broken by %s', (_, part, other) => {
    const changed = promised.replace(part, other);
    expect(changed).not.toBe(promised);
    expect(breaksOf(buildSchema(promised), buildSchema(changed))).not.toEqual([]);
  });

  it('is kept by what is only added', () => {
    const more = promised.replace('type Query {', 'type Query {\n  more: String\n');
    expect(breaksOf(buildSchema(promised), buildSchema(more))).toEqual([]);
  });
});
