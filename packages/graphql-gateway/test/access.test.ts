import { catalogue } from '@concord/core/platform';
import { apiRoles, type ApiRole } from '@concord/core/ports';
import {
  GraphQLError,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSchema,
  GraphQLString,
  isObjectType,
  parse,
  subscribe,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { accessPolicy } from '../src/access-policy.ts';
import { createApiKey } from '../src/index.ts';
import { fieldPolicy } from '../src/field-policy.ts';
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

  it('names exactly the fields of the schema’s types', () => {
    const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
    const fields = objects
      .filter(({ name }) => !name.startsWith('__') && accessPolicy[name] === undefined)
      .flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));
    const named = Object.values(fieldPolicy).flatMap((types) =>
      Object.entries(types).flatMap(([type, names]) =>
        names.split(' ').map((name) => `${type}.${name}`),
      ),
    );
    // Not every value that the platform holds has a field of its own.
    const values = new Set(Object.values(catalogue).flatMap((all) => all.map(({ key }) => key)));
    const isField = (path: string) =>
      fields.includes(path) || !values.has(path.split('.')[1] as never);
    expect(named.filter(isField).toSorted()).toEqual(fields.toSorted());
  });

  it('refuses to build a schema with a field without a role', () => {
    const type = new GraphQLObjectType({
      name: 'ApiKey',
      fields: { id: { type: GraphQLString }, hash: { type: GraphQLString } },
    });
    const fields = { apiKeys: { type } };
    const build = () =>
      requireRoles(new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) }));
    expect(build).toThrow('ApiKey.hash: give it a role in field-policy.ts');
  });

  it('shows keys and what opens accounts to nobody but admins', () => {
    for (const type of ['ApiKey', 'CreateApiKeySuccess', 'Authorisation']) {
      expect([type, fieldPolicy.viewer[type], fieldPolicy.operator[type]]).toEqual([
        type,
        undefined,
        undefined,
      ]);
    }
    const all = Object.entries(fieldPolicy).flatMap(([role, types]) =>
      Object.values(types)
        .flatMap((names) => names.split(' '))
        .filter((name) => /secret|token|credential|password|hash|verifier/iu.test(name))
        .map((name) => [role, name]),
    );
    expect(all).toEqual([['admin', 'secret']]);
  });

  it.each(apiRoles)('lets a %s see the fields of that role, whatever leads to them', (role) => {
    const isRefused = (type: string, name: string): boolean => {
      const object = schema.getType(type);
      const field = isObjectType(object) ? object.getFields()[name] : undefined;
      const context = { ...watched, caller: { role } };
      try {
        void field?.resolve?.({}, {}, context, {} as GraphQLResolveInfo);
      } catch (thrown) {
        return thrown instanceof GraphQLError && thrown.extensions['code'] === 'FORBIDDEN';
      }
      return false;
    };
    expect(isRefused('CreateApiKeySuccess', 'secret')).toBe(rank[role] < rank.admin);
    expect(isRefused('UndoSuccess', 'count')).toBe(rank[role] < rank.operator);
    expect(isRefused('CrmConnection', 'name')).toBe(false);
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
