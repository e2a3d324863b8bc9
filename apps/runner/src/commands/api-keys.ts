import type { ApiKey, ApiRole } from '@concord/core/ports';
import { createApiKey, revokeApiKey } from '@concord/graphql-gateway';
import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import type { Command } from './command.ts';

const headings = ['id', 'name', 'role', 'made', 'last used', 'revoked'];

const rowOf = ({ id, name, role, createdAt, lastUsedAt, revokedAt }: ApiKey): string[] => [
  id,
  name,
  role,
  createdAt,
  lastUsedAt ?? 'never',
  revokedAt ?? '',
];

/** `concord api-keys list`: every key of the API, revoked ones among them. */
export const listApiKeys =
  (): Command =>
  async ({ store }) => {
    print(formatTable(headings, (await store.listApiKeys()).map(rowOf)));
  };

/** `concord api-keys create`: makes a key; its secret is shown this once. */
export const createKey =
  (key: { readonly name: string; readonly role: ApiRole }): Command =>
  async (runner) => {
    const { apiKey, secret } = await createApiKey({ ...key, workspace: runner.name }, runner);
    print(`${apiKey.name} (${apiKey.id}), ${apiKey.role}; shown this once:`);
    print(secret);
  };

/** `concord api-keys revoke`: a running gateway refuses the key from its next request on. */
export const revokeKey =
  (id: string): Command =>
  async (runner) => {
    const key = await revokeApiKey(id, runner);
    if (key === null) {
      throw createProblem(`there is no API key ${id}`, 'take an id from: concord api-keys list');
    }
    print(`${key.name} opens nothing since ${key.revokedAt}.`);
  };
