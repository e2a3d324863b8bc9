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
