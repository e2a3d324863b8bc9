import { readFile } from 'node:fs/promises';
import { parser, rules } from '@graphql-eslint/eslint-plugin';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

const committed = await readFile(
  new URL('../../packages/graphql-gateway/schema.graphql', import.meta.url),
  'utf8',
);

/** The rules go by names, and a `CrmConnection` is no list: it is a customer's account in a CRM. */
const printed = committed.replaceAll(/\bCrmConnection\b/gu, 'CrmAccount');

/** Forward paging alone: lists of millions of records are not read from their end. */
const relayRules = {
  'relay/relay-arguments': ['error', { includeBoth: false }],
  'relay/relay-connection-types': 'error',
  'relay/relay-edge-types': [
    'error',
    { listTypeCanWrapOnlyEdgeType: false, withEdgeSuffix: true, shouldImplementNode: false },
  ],
  'relay/relay-page-info': 'error',
} as const;

/** What the rules say of a schema. */
const lint = (schema: string): string[] => {
  const linter = new Linter();
  const config = {
    files: ['**/*.graphql'],
    languageOptions: { parser, parserOptions: { graphQLConfig: { schema } } },
    plugins: { relay: { rules } },
    rules: relayRules,
  };
  const messages = linter.verify(schema, config as never, { filename: 'schema.graphql' });
  return messages.map(({ line, message }) => `${line}: ${message}`);
};

describe('the relay rules of @graphql-eslint', () => {
  it('find nothing in the printed schema', () => {
    expect(lint(printed)).toEqual([]);
  });

  it.each([
    ['arguments', /people\([^)]*first: Int!/u, 'people(\n    first: String!'],
    ['connections', /(type PersonConnection \{)/u, '$1 }\ntype Other {'],
    ['edges', /type PersonEdge \{[^}]*cursor: String!/u, 'type PersonEdge {'],
    ['page infos', 'hasPreviousPage: Boolean!', 'hasPreviousPage: Int'],
  ])('find %s that differ', (_, part, other) => {
    expect(lint(printed.replace(part, other))).toHaveLength(1);
  });
});
