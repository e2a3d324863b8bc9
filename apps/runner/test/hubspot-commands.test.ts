import {
  createHubSpotSimulator,
  type HubSpotSimulator,
} from '@concord/connector-hubspot/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeAnswer } from '../src/commands/take-answer.ts';
import { openCommandLine } from './command-line.ts';

const { runner, run } = openCommandLine();
let simulator: HubSpotSimulator;

const connectWith = (id: string, token: string) =>
  run(
    `connect hubspot --grant token --id ${id} --instance-url ${simulator.url} --reading --writing`,
    {
      CONCORD_ACCESS_TOKEN: token,
    },
  );

const control = async (action: object): Promise<void> => {
  const body = JSON.stringify(action);
  await fetch(`${simulator.url}/__simulator/tokens`, { method: 'POST', body });
};

/** The scopes of our private app, by what HubSpot says of them. */
const scopesOf = async (token: string): Promise<string[]> => {
  const answer = await fetch(`${simulator.url}/oauth/v2/private-apps/get/access-token-info`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tokenKey: token }),
  });
  return ((await answer.json()) as { scopes: string[] }).scopes;
};

let all: string[] = [];

const without = (scope: string): Promise<void> =>
  control({
    action: 'scopes',
    token: 'sim-integration',
    scopes: all.filter((one) => one !== scope),
  });

const withAll = (): Promise<void> => without('');

beforeAll(async () => {
  simulator = await createHubSpotSimulator({
    seed: 6,
    companies: 20,
    contacts: 60,
    productFields: false,
    // So that no test waits for its turn; that nothing is refused is tested elsewhere.
    quota: { tenSecondly: 10_000 },
    rules: { autoCompanies: false, searchLag: { minMs: 0, maxMs: 0 } },
  });
  all = await scopesOf('sim-integration');
});

afterAll(async () => {
  await runner.close();
  await simulator.close();
});

describe('concord connect hubspot', () => {
  it('takes the token of a private app, and reads what is there', async () => {
    const connected = await connectWith('one', 'sim-integration');
    expect([connected.code, connected.stderr]).toEqual([0, '']);
    expect(connected.stdout).toContain('Connected HubSpot as one: owners, companies, contacts');
    expect(connected.stdout).toContain('Reading is on, writing is on.');
    const { code, stdout } = await run('sync one');
    expect(code).toBe(0);
    expect(stdout).toMatch(/contacts +\d+ /u);
    expect((await run('status one')).stdout).toContain('HubSpot (hubspot, one): active');
  });

  it('takes the refresh token of an installation, and its secret', async () => {
    const other = await createHubSpotSimulator({ seed: 8, portalId: 77 });
    const { code, stdout, stderr } = await run(
      `connect hubspot --id app --name Installed --client-id concord --login-url ${other.url}`,
      { CONCORD_REFRESH_TOKEN: 'sim-refresh', CONCORD_CLIENT_SECRET: 'secret' },
    );
    await other.close();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Connected Installed as app: owners, companies, contacts');
    expect(stdout).toContain('Reading is off, writing is off.');
    expect(stdout).toContain('concord mapping list app');
  });

  it('names what is missing, in the words of HubSpot', async () => {
    const { code, stderr } = await run('connect hubspot');
    expect(code).toBe(1);
    expect(stderr).toBe(
      "concord: --client-id is missing; add --client-id and the app's client ID\n",
    );
  });

  it('names the ways in that there are', async () => {
    const { code, stderr } = await run('connect hubspot --grant client-credentials');
    expect(code).toBe(1);
    expect(stderr).toContain('HubSpot has no grant client-credentials; use refresh-token or token');
  });

  it('refuses a token that is not honoured, without repeating it', async () => {
    const { code, stdout, stderr } = await connectWith('two', 'canary-token');
    expect(code).toBe(1);
    expect(stderr).toContain('connect');
    expect(stdout + stderr).not.toContain('canary-token');
  });

  it('refuses to send a token to a stranger', async () => {
    const { code, stderr } = await run(
      'connect hubspot --grant token --instance-url https://api.hubapi.com.evil.example',
      { CONCORD_ACCESS_TOKEN: 'canary-token' },
    );
    expect(code).toBe(1);
    expect(stderr).toContain("its address is not one of HubSpot's");
  });

  it('takes new credentials of the same account, and not of another (R-ERR-4)', async () => {
    await control({ action: 'add', token: 'sim-renewed', appId: '2218844' });
    expect((await connectWith('one', 'sim-renewed')).code).toBe(0);
    const other = await createHubSpotSimulator({ seed: 7, portalId: 99 });
    const { code, stderr } = await run(
      `connect hubspot --grant token --id one --instance-url ${other.url}`,
      { CONCORD_ACCESS_TOKEN: 'sim-integration' },
    );
    await other.close();
    expect(code).toBe(1);
    expect(stderr).toContain('lead to another account');
    expect((await run('sync one')).code).toBe(0);
    await connectWith('one', 'sim-integration');
  });
});

describe('concord doctor, of a HubSpot', () => {
  it('tells of each scope whether it is granted, and how to grant it (R-ERR-5)', async () => {
    const granted = await run('doctor one');
    expect(granted.code).toBe(1);
    expect(granted.stdout).toContain('✓ crm.objects.companies.write: granted');
    await without('crm.objects.companies.write');
    const denied = await run('doctor one');
    await withAll();
    expect(denied.stdout).toContain('✗ crm.objects.companies.write: missing');
    expect(denied.stdout).toContain('add crm.objects.companies.write to the scopes of the app');
  });

  it('prints how to create each property that is missing', async () => {
    const { stdout } = await run('doctor one');
    expect(stdout).toContain('on companies create "Unify Metadata", in the group');
    expect(stdout).toContain('Require unique values for this property');
    expect(stdout).toContain('concord fields create one');
  });

  it.each(['doctor one', 'status one'])(
    'says in %s what holds, and why not more',
    async (words) => {
      const { stdout } = await run(words);
      expect(stdout).toContain('compensating');
      expect(stdout).toContain('quietPeriod');
      expect(stdout).toMatch(
        /^ *companies, contacts, tasks: HubSpot takes any update: .*put back/mu,
      );
      expect(stdout).toMatch(/: The field unify_metadata does not exist.*Create the field/u);
      expect(stdout).toMatch(/companies, emails: HubSpot finds a new record only after a while/u);
    },
  );

  it('says where the operator accepts a second record (R-DUP-1)', async () => {
    await run('settings one createWithoutKey=true');
    expect((await run('status one')).stdout).toContain('turn the setting createWithoutKey off');
    await run('settings one createWithoutKey=false');
  });

  it('lets what the lack of a scope had blocked be written by itself (R-ERR-2)', async () => {
    await without('crm.objects.contacts.write');
    await run('doctor one');
    const person = { email: 'barred@rule.example', fields: { lastName: 'Barred' } };
    takeAnswer(await runner.engine.syncPerson(person, { connectionIds: ['one'] }));
    await run('sync one');
    expect((await run('errors one --status failed')).stdout).toContain('1 records.');
    await withAll();
    await run('doctor one');
    await run('sync one');
    expect((await run('errors one --status failed')).stdout).toContain('Nothing failed');
  });
});

describe('concord fields create, in a HubSpot', { timeout: 120_000 }, () => {
  it('creates nothing where nobody can be asked', async () => {
    const { code, stdout, stderr } = await run('fields create one');
    expect([code, stderr]).toEqual([1, 'concord: nobody can be asked here; agree with --yes\n']);
    expect(stdout).toContain('on tasks create "Unify Metadata", in the group "Task information"');
  });

  it('names the scope that is missing', async () => {
    await without('crm.schemas.companies.write');
    const { code, stdout, stderr } = await run('fields create one --yes');
    await withAll();
    expect(code).toBe(1);
    expect(stdout).toContain(
      '✗ create companies.unify_metadata: our app needs the scope crm.schemas.companies.write',
    );
    expect(stdout).toContain('✓ contacts.unify_metadata');
    expect(stderr).toContain('fields were not created');
  });

  it('creates and maps what is missing, once, and writes what waited for it', async () => {
    const company = { domain: 'waited.example', fields: { name: 'Waited' } };
    takeAnswer(await runner.engine.syncCompany(company, { connectionIds: ['one'] }));
    await run('sync one');
    const listed = await run('errors one --status failed --class no-unique-key');
    expect(listed.stdout).toContain('Create the field unify_metadata with unique values');

    const created = await run('fields create one --yes');
    expect([created.code, created.stderr]).toEqual([0, '']);
    expect(created.stdout).toContain('✓ companies.unify_metadata');
    expect((await run('mapping list one')).stdout).toContain('companies.unify_metadata');
    expect((await run('fields create one --yes')).stdout).toContain('every product field is there');
    expect((await run('status one')).stdout).toMatch(/^companies +compensating +uniqueKey$/mu);
    await run('sync one');
    expect((await run('errors one --status failed')).stdout).toContain('Nothing failed');
  });
});
