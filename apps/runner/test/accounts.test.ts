import {
  createHubSpotSimulator,
  type HubSpotSimulator,
} from '@concord/connector-hubspot/simulator';
import type { AccountGrant } from '@concord/graphql-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts } from '../src/accounts.ts';
import { takeAnswer } from '../src/commands/take-answer.ts';
import { openCommandLine } from './command-line.ts';

const { runner, run } = openCommandLine();
const accounts = createAccounts(runner);
let simulators: HubSpotSimulator[] = [];

beforeAll(async () => {
  const small = { companies: 3, contacts: 5, quota: { tenSecondly: 10_000 } };
  simulators = await Promise.all([
    createHubSpotSimulator({ ...small, seed: 1 }),
    createHubSpotSimulator({ ...small, seed: 2, portalId: 777 }),
  ]);
});

afterAll(async () => {
  await runner.close();
  for (const simulator of simulators) await simulator.close();
});

const tokenOf = (at: number, accessToken = 'sim-integration'): AccountGrant => ({
  kind: 'token',
  accessToken,
  instanceUrl: simulators[at]?.url ?? '',
});

const connectFirst = async () => {
  const [known] = await runner.store.listConnections();
  const account = { crm: 'hubspot', name: 'Acme', grant: tokenOf(0) };
  return known ?? takeAnswer(await accounts.connect(account));
};

describe('accounts', () => {
  it('are connected with credentials that are stored sealed', async () => {
    const { id, name, state } = await connectFirst();
    expect([name, state]).toEqual(['Acme', 'active']);
    const sealed = await runner.store.getCredentials(id);
    expect(sealed).not.toBeNull();
    expect(sealed).not.toContain('sim-integration');
  });

  it('are refused a way in that their CRM does not have', async () => {
    const grant = { kind: 'client-credentials', clientId: 'c', clientSecret: 's' } as const;
    const answer = await accounts.connect({
      crm: 'hubspot',
      name: 'Other',
      grant: { ...grant, loginUrl: null },
    });
    expect(answer).toMatchObject({
      ok: false,
      problems: [{ field: 'credentials', remedy: 'use refresh-token or token' }],
    });
  });

  it('keep their credentials when others are refused (R-ERR-4)', async () => {
    const connection = await connectFirst();
    const before = await runner.store.getCredentials(connection.id);
    await expect(accounts.reconnect(connection, tokenOf(0, 'unknown'))).rejects.toMatchObject({
      code: 'unauthorized',
    });
    const other = await accounts.reconnect(connection, tokenOf(1));
    expect(other).toMatchObject({ ok: false, problems: [{ field: 'credentials' }] });
    expect(await runner.store.getCredentials(connection.id)).toBe(before);
  });

  it('are let go, and taken up again where they stopped (R-ERR-4)', async () => {
    const connection = await connectFirst();
    takeAnswer(await runner.engine.setSwitches(connection.id, { reading: true }));
    const { code, stdout } = await run(`disconnect ${connection.id}`);
    expect(code).toBe(0);
    expect(stdout).toContain(`concord connect hubspot --id ${connection.id}`);
    expect(await runner.store.getCredentials(connection.id)).toBeNull();
    const stop = new AbortController().signal;
    expect(await runner.engine.runRead(connection.id, stop)).toBeNull();

    takeAnswer(await accounts.reconnect(connection, tokenOf(0)));
    const read = await runner.engine.runRead(connection.id, stop);
    expect(read).toMatchObject({ state: 'done', failure: null });
  });
});
