import { describe, expect, it } from 'vitest';
import { createFixture, url } from './fixture.ts';

/** Texts that languages, databases and terminals trip over. */
const hostile = [
  '__proto__',
  '{"__proto__":{"polluted":true}}',
  'constructor',
  'nul \0 nul',
  'half \ud83d pair',
  'quote \' " \\ ` ${1} {{1}} <script>alert(1)</script>',
  '=cmd|"/c calc"!A1',
  '\u202e right to left, \u2028 a line',
  'x'.repeat(1_000_000),
  '['.repeat(10_000),
];

/** Names that are methods of every object, or make a promise of one. */
const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'];

const pollution = () => Object.keys(Object.prototype).concat(Reflect.get({}, 'polluted') ?? []);

const createRead = async () => {
  const fixture = await createFixture();
  const fields = Object.fromEntries(names.map((name) => [name, 'x']));
  hostile.forEach((value, at) => {
    const own = { ...fields, Email: `p${at}@acme.com`, LastName: value, Title: value };
    fixture.crm.state.insert('ada', 'Person', own);
  });
  await fixture.connect();
  await fixture.engine.setSwitches('c1', { reading: true });
  await fixture.engine.startRead('c1');
  await fixture.engine.runRead('c1', new AbortController().signal);
  return fixture;
};

describe('hostile values of a CRM', async () => {
  const { ask } = await createRead();

  it.each(hostile.map((value, at) => [value.slice(0, 20), value, at] as const))(
    'come out as they went in: %j',
    async (_, value, at) => {
      const query = 'query ($email: String!) { person(email: $email) { lastName title } }';
      const { data, errors } = await ask(query, { email: `p${at}@acme.com` });
      expect(errors).toBeUndefined();
      expect(data.person).toEqual({ lastName: value.trim(), title: value.trim() });
      expect(pollution()).toEqual([]);
    },
  );

  it('stop no record beside them', async () => {
    const { data } = await ask('{ people(first: 100) { edges { node { email } } } }');
    expect(data.people.edges).toHaveLength(hostile.length);
  });
});

describe('hostile requests', async () => {
  const { fetchFn, ask, events, store } = await createFixture();
  const post = (body: string) =>
    fetchFn(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const save = 'mutation ($input: SaveTaskInput!) { saveTask(input: $input) { __typename } }';

  it.each([
    [
      'variables of 10,000 levels',
      `{"query":"{ __typename }","variables":{"a":${nested(10_000)}}}`,
    ],
    [
      'a value of 10,000 levels',
      JSON.stringify({ query: save, variables: { input: 0 } }).replace(':0', `:${nested(10_000)}`),
    ],
    ['a body of 10,000 levels', nested(10_000)],
    ['a document of 10,000 levels', JSON.stringify({ query: '{a'.repeat(10_000) })],
    ['a literal of 10,000 levels', JSON.stringify({ query: `{ a(b: ${nested(10_000)}) }` })],
    ['a prototype', '{"query":"{ __typename }","__proto__":{"polluted":true}}'],
    [
      'a prototype as variables',
      '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}}}',
    ],
    ['a thenable', '{"query":"{ __typename }","then":"x","variables":{"then":{"then":1}}}'],
    ['extensions that are a prototype', '{"query":"{ __typename }","extensions":{"__proto__":1}}'],
    ['a query that is no text', '{"query":{"then":1}}'],
    ['no text at all', '\0\0'],
    ['half a pair', '{"query":"\\ud83d"}'],
  ])('are answered, and change nothing: %s', async (_, body) => {
    const response = await post(body);
    expect([200, 400]).toContain(response.status);
    expect(await response.text()).not.toContain('INTERNAL');
    expect(pollution()).toEqual([]);
    expect(events).toEqual([]);
  });

  it.each(names)('find no operation, type or argument by the name %s', async (name) => {
    for (const query of [
      `{ ${name} }`,
      `{ x: ${name}(id: 1) { id } }`,
      `{ ... on ${name} { id } }`,
    ]) {
      const { errors } = await ask(query);
      expect(errors?.[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });

  it.each(names)('take no field value by the name %s', async (name) => {
    const query = `mutation ($input: SyncPersonInput!) { syncPerson(input: $input) { __typename } }`;
    const person = JSON.parse(
      `{"email":"ada@acme.com","company":{"domain":"acme.com"},"${name}":"x"}`,
    );
    const { errors } = await ask(query, { input: { person } });
    expect(errors?.[0].extensions.code).toBe('INVALID_VARIABLE');
    expect((await store.listRecords({ object: 'person', first: 1, after: null })).items).toEqual(
      [],
    );
  });

  it.each(names)('find nothing by an id that is %s', async (name) => {
    const byId = `query ($id: ID!) { person(id: $id) { id } crmConnection(id: $id) { id } task(id: $id) { id } }`;
    const { data, errors } = await ask(byId, { id: name });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ person: null, crmConnection: null, task: null });
  });
});
