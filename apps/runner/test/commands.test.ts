import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
} from '@concord/connector-salesforce/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCommandLine } from './command-line.ts';
import { runConcord } from './run-concord.ts';

const { runner, run } = openCommandLine();
let simulator: SalesforceSimulator;

beforeAll(async () => {
  simulator = await createSalesforceSimulator({ seed: 3, accounts: 20, contacts: 60 });
});

afterAll(async () => {
  await runner.close();
  await simulator.close();
});

const connecting = (id: string): string =>
  `connect salesforce --grant token --id ${id} --instance-url ${simulator.url} --reading --writing`;

const connectWith = (id: string, token: string) =>
  run(connecting(id), { CONCORD_ACCESS_TOKEN: token });

describe('concord, as a process', { timeout: 120_000 }, () => {
  it('names every variable that is wrong, and starts nothing', async () => {
    const { code, stderr } = await runConcord(['status'], {
      CONCORD_PORT: 'x',
      CONCORD_PROT: '1',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('CONCORD_PORT is not a number: write a number from 0 to 65535');
    expect(stderr).toContain('CONCORD_PROT is not a variable of Concord');
    expect(stderr).not.toContain('    at ');
  });

  it('keeps what one process connects for the next', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'concord-'));
    const place = { CONCORD_DATA_DIR: directory };
    const token = { CONCORD_ACCESS_TOKEN: 'sim-integration' };
    const connected = await runConcord(connecting('one').split(' '), { ...place, ...token });
    expect(connected).toMatchObject({ code: 0, stderr: '', leftOvers: false });
    expect(connected.stdout).toContain('Reading is on, writing is on.');
    const doctor = await runConcord(['doctor', 'one'], place);
    await rm(directory, { recursive: true, force: true });
    expect(doctor).toMatchObject({ stderr: '', code: 0, leftOvers: false });
    expect(doctor.stdout).toContain('Salesforce (one): active');
  });
});

describe('concord', () => {
  it('says what to do where no CRM is connected', async () => {
    expect(await run('status')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'concord: no CRM is connected; connect one with: concord connect salesforce or hubspot\n',
    });
  });

  it('connects, syncs, reports and examines an account', async () => {
    const connected = await connectWith('one', 'sim-integration');
    expect([connected.code, connected.stderr]).toEqual([0, '']);
    expect(connected.stdout).toContain('Reading is on, writing is on.');

    const synced = await run('sync one');
    expect([synced.code, synced.stderr]).toEqual([0, '']);
    expect(synced.stdout).toMatch(/Contact +60 /u);

    const { stdout: status } = await run('status');
    expect(status).toContain('Salesforce (salesforce, one): active');
    expect(status).toContain('all changes are known up to 0 min ago');
    expect(status).toMatch(/requests today: \d+ of [\d,]+, of which [\d,]+ are left to others/u);
    expect(status).toContain('× Contact: no email address');
    expect(status).toMatch(/^Contact +atomic +uniqueKey$/mu);
    expect(status).toMatch(/^ +EmailMessage: Only what happens to an email later is updated/mu);
    expect((await run('mapping list one')).stdout).toContain('Contact.Unify_Metadata__c');
    expect((await run('mapping check')).code).toBe(0);

    const examined = await run('doctor one');
    expect(examined.stdout).toContain(
      'Contact: the CRM itself refuses to replace what a person typed',
    );
    expect(examined.stdout).toContain('the CRM itself refuses a second record');
  });

  it('refuses a token that is not honoured, without repeating it', async () => {
    const { code, stdout, stderr } = await connectWith('two', 'canary-token');
    expect(code).toBe(1);
    expect(stderr).toContain('connect');
    expect(stdout + stderr).not.toContain('canary-token');
  });

  it('refuses to send a token to a stranger', async () => {
    const { code, stderr } = await run(
      'connect salesforce --grant token --instance-url https://salesforce.com.evil.example',
      { CONCORD_ACCESS_TOKEN: 'canary-token' },
    );
    expect(code).toBe(1);
    expect(stderr).toContain("its address is not one of Salesforce's");
  });
});
