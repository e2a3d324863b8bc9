import { apiRoles, type ApiRole } from '@concord/core/ports';
import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse, subscribe } from 'graphql';
import { describe, expect, it } from 'vitest';
import { accessPolicy } from '../src/access-policy.ts';
import { createApiKey } from '../src/index.ts';
import { requireRoles } from '../src/require-roles.ts';
import { schema } from '../src/schema/schema.ts';
import { createFixture } from './fixture.ts';
import { countCalls } from './count-calls.ts';
import { operations } from './operations.ts';

/** What each role may do, whoever reads the policy. */
const rank: Readonly<Record<ApiRole, number>> = { viewer: 0, operator: 1, admin: 2 };

const neededFor = (type: string, name: string): ApiRole =>
  accessPolicy[type]?.[name] ?? expect.fail(`${type}.${name} has no role`);

const matrix = apiRoles.flatMap((role) =>
  operations().map(({ type, name, document }) => {
    const isAllowed = rank[role] >= rank[neededFor(type, name)];
    return { role, type, name, document, isAllowed };
  }),
);

const createWatched = async () => {
  let calls: string[] = [];
  const fixture = await createFixture({
    wrapStore: (memory) => {
      const counted = countCalls(memory);
      calls = counted.calls;
      return counted.store;
    },
  });
  const secrets = new Map<ApiRole, string>();
  for (const role of apiRoles) {
    secrets.set(
      role,
      (await createApiKey({ name: role, role, workspace: 'default' }, fixture)).secret,
    );
  }
  return { ...fixture, secrets, calls };
};

const watched = await createWatched();
const authenticating = new Set(['listApiKeys', 'changeApiKey', 'drawShare']);

const codeOfSubscription = async (document: string, role: ApiRole): Promise<unknown> => {
  const contextValue = {
    ...watched,
    caller: { id: 'k', role, workspace: 'default', expiresAt: null },
    loaders: { connection: async () => undefined },
    request: new Request('http://localhost/graphql'),
  };
  const answer = await subscribe({ schema, document: parse(document), contextValue });
  if ('errors' in answer) return answer.errors?.[0]?.extensions['code'];
  await (answer as AsyncGenerator).return(undefined);
  return undefined;
};

describe('the policy', () => {
  it('names exactly the operations of the schema', () => {
    const named = Object.entries(accessPolicy).flatMap(([type, fields]) =>
      Object.keys(fields).map((name) => `${type}.${name}`),
    );
    const all = operations().map(({ type, name }) => `${type}.${name}`);
    expect(named.toSorted()).toEqual(all.toSorted());
  });

  it('refuses to build a schema with an operation without a role', () => {
    const query = new GraphQLObjectType({
      name: 'Query',
      fields: { secrets: { type: GraphQLString, resolve: () => 'all' } },
    });
    const build = () => requireRoles(new GraphQLSchema({ query }));
    expect(build).toThrow('Query.secrets: give it a role in access-policy.ts');
  });

  it('lets every change be asked for by nobody who may only see', () => {
    expect(Object.values(accessPolicy['Mutation'] ?? {})).not.toContain('viewer');
  });
});

describe('roles', () => {
  it.each(matrix)('$role: $type.$name is allowed: $isAllowed', async (row) => {
    const { role, type, document, isAllowed } = row;
    if (type === 'Subscription') {
      expect((await codeOfSubscription(document, role)) === 'FORBIDDEN').toBe(!isAllowed);
      return;
    }
    watched.calls.length = 0;
    const { errors } = await watched.askAs(watched.secrets.get(role) ?? '', document);
    const codes = (errors ?? []).map(({ extensions }) => extensions.code);
    expect(codes.includes('FORBIDDEN')).toBe(!isAllowed);
    expect(codes).not.toContain('INTERNAL');
    expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED');
    const touched = watched.calls.filter((call) => !authenticating.has(call));
    if (!isAllowed) expect(touched).toEqual([]);
  });
});

describe('API keys', () => {
  const create = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
    __typename
    ... on CreateApiKeySuccess { secret apiKey { id name role lastUsedAt revokedAt } }
    ... on InvalidInput { problems { field remedy } }
  } }`;
  const revoke = `mutation ($id: ID!) { revokeApiKey(id: $id) {
    __typename ... on RevokeApiKeySuccess { apiKey { revokedAt } }
  } }`;
  const list = '{ apiKeys { id name role lastUsedAt revokedAt } }';

  it('are made with a role, shown once and stored as a hash', async () => {
    const { ask, askAs, store } = await createFixture();
    const { data } = await ask(create, { input: { name: ' reports ', role: 'VIEWER' } });
    const { secret, apiKey } = data.createApiKey;
    expect(apiKey).toMatchObject({ name: 'reports', role: 'VIEWER', lastUsedAt: null });
    expect(JSON.stringify(await store.listApiKeys())).not.toContain(secret.slice(4));
    expect((await askAs(secret, '{ crmConnections { id } }')).errors).toBeUndefined();
    const keys = await ask(list);
    expect(JSON.stringify(keys)).not.toContain(secret.slice(4));
    expect(keys.data.apiKeys).toHaveLength(2);
  });

  it.each(['', '  ', 'x'.repeat(101)])('have a name of 1 to 100 characters', async (name) => {
    const { ask, store } = await createFixture();
    const { data } = await ask(create, { input: { name, role: 'ADMIN' } });
    expect(data.createApiKey).toMatchObject({
      __typename: 'InvalidInput',
      problems: [{ field: 'input.name' }],
    });
    expect(await store.listApiKeys()).toHaveLength(1);
  });

  it('open nothing from the moment they are revoked', async () => {
    const { ask, askAs } = await createFixture();
    const made = await ask(create, { input: { name: 'leaver', role: 'OPERATOR' } });
    const { secret, apiKey } = made.data.createApiKey;
    expect((await askAs(secret, '{ __typename }')).status).toBe(200);
    const first = await ask(revoke, { id: apiKey.id });
    const again = await ask(revoke, { id: apiKey.id });
    expect(again.data).toEqual(first.data);
    expect((await askAs(secret, '{ __typename }')).status).toBe(401);
    expect((await ask(revoke, { id: 'x' })).data.revokeApiKey.__typename).toBe('NotFound');
  });

  it('tell to the minute when they were last used', async () => {
    const { ask, askAs, clock, store } = await createFixture();
    const made = await ask(create, { input: { name: 'busy', role: 'VIEWER' } });
    const { secret } = made.data.createApiKey;
    const lastUse = async () =>
      (await store.listApiKeys()).find(({ name }) => name === 'busy')?.lastUsedAt;
    const first = clock.now();
    await askAs(secret, '{ __typename }');
    await clock.advance(59_999);
    await askAs(secret, '{ __typename }');
    expect(await lastUse()).toBe(first);
    await clock.advance(1);
    await askAs(secret, '{ __typename }');
    expect(await lastUse()).toBe(clock.now());
  });

  it('stay revoked when they are used at that moment', async () => {
    const { store } = await createFixture();
    const [key] = await store.listApiKeys();
    await store.changeApiKey(key?.id ?? '', { revokedAt: '2026-01-01T00:00:00.000Z' as never });
    await store.changeApiKey(key?.id ?? '', { lastUsedAt: '2026-01-01T00:00:01.000Z' as never });
    expect((await store.listApiKeys())[0]?.revokedAt).not.toBeNull();
  });
});
