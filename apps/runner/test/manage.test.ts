import {
  createSalesforceSimulator,
  type SalesforceSimulator,
} from '@concord/connector-salesforce/simulator';
import { takeAnswer } from '../src/commands/take-answer.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCommandLine } from './command-line.ts';

const { runner, run } = openCommandLine();
let simulator: SalesforceSimulator;

const connectTo = ({ url }: SalesforceSimulator) =>
  run(`connect salesforce --grant token --id one --instance-url ${url} --reading --writing`, {
    CONCORD_ACCESS_TOKEN: 'sim-integration',
  });

const askForPerson = async (email: string, lastName: string): Promise<void> => {
  takeAnswer(await runner.engine.syncPerson({ email, fields: { lastName } }, {}));
};

beforeAll(async () => {
  simulator = await createSalesforceSimulator({
    seed: 4,
    accounts: 20,
    contacts: 60,
    leads: 5,
    productFields: false,
  });
  const { code, stderr } = await connectTo(simulator);
  if (code !== 0) throw new Error(stderr);
});

afterAll(async () => {
  await runner.close();
  await simulator.close();
});

describe('concord doctor', () => {
  it('tells of each permission whether it is granted, and how to grant it (R-ERR-5)', async () => {
    const { code, stdout } = await run('doctor one');
    expect(code).toBe(1);
    expect(stdout).toContain('✓ Edit Tasks: granted');
    simulator.setRules({
      permissions: [{ user: simulator.report.users.integration, object: 'Task', edit: false }],
    });
    const denied = await run('doctor one');
    expect(denied.stdout).toContain('✗ Edit Tasks: missing');
    expect(denied.stdout).toContain('tick Edit Tasks');
    simulator.setRules({ permissions: [] });
  });

  it('prints how to create each product field that is missing', async () => {
    const { stdout } = await run('doctor one');
    expect(stdout).toContain('on Account create "Unify Metadata", API name Unify_Metadata__c');
    expect(stdout).toContain('concord fields create one');
  });
});

describe("concord doctor, of connecting by the CRMs' own pages", () => {
  it('names the variables that are missing', async () => {
    const { stdout } = await run('doctor');
    expect(stdout).toContain('HubSpot: not set up; CONCORD_HUBSPOT_CLIENT_ID and CONCORD_HUBSPOT');
    const half = { CONCORD_SALESFORCE_CLIENT_ID: 'app' };
    const { code, stdout: said } = await run('doctor', half);
    expect(said).toContain('Salesforce: set up, without CONCORD_SALESFORCE_CLIENT_SECRET');
    expect(said).toContain('no page to come back to: set CONCORD_REDIRECT_URIS');
    expect(code).not.toBe(0);
  });
});

describe('concord doctor, after a permission was granted', () => {
  it('lets what its lack had blocked be written by itself (R-ERR-2)', async () => {
    const user = simulator.report.users.integration;
    simulator.setRules({ permissions: [{ user, object: 'Contact', create: false }] });
    await askForPerson('barred@rule.example', 'Barred');
    await run('sync one');
    const blocked = await run('errors one --status failed');
    expect(blocked.stdout).toContain('1 records.');
    simulator.setRules({ permissions: [] });
    await run('doctor one');
    await run('sync one');
    expect((await run('errors one --status failed')).stdout).toContain('Nothing failed');
  });
});

describe('concord explain and concord plan', () => {
  it('tell what the next write does, and why, and write nothing', async () => {
    await askForPerson('planned@rule.example', 'Planned');
    const explained = await run('explain one planned@rule.example');
    expect([explained.code, explained.stderr]).toEqual([0, '']);
    expect(explained.stdout).toContain('create: person planned@rule.example → Contact');
    expect(explained.stdout).toContain('Nothing in the CRM matches.');
    expect(explained.stdout).toMatch(/LastName +lastName +fill +Planned/);
    const planned = await run('plan one --record planned@rule.example');
    expect(planned.stdout).toContain('1 records, 1 API calls.');
    expect((await run('plan one')).stdout).toContain('planned@rule.example');
  });

  it('say which record is not there', async () => {
    const { code, stderr } = await run('explain one nobody@rule.example');
    expect(code).toBe(1);
    expect(stderr).toContain('no record nobody@rule.example');
  });
});

describe('concord undo', () => {
  it('takes back what one run wrote, and says what it cannot', async () => {
    await askForPerson('taken@rule.example', 'Taken');
    await run('sync one');
    const person = await runner.store.findRecord('person', 'taken@rule.example');
    const [outcome] = await runner.store.outcomesOf([person?.id ?? ''], 1);
    expect(outcome?.status).toBe('created');
    const undone = await run(`undo ${outcome?.id} none`);
    expect([undone.code, undone.stderr]).toEqual([0, '']);
    expect(undone.stdout).toContain('not undone: none: There is no such outcome.');
    expect(undone.stdout).toContain(`removed again: Contact ${outcome?.crmId}`);
    const again = await run(`undo --run ${outcome?.runId}`);
    expect(again.stdout).toContain(`not undone: ${outcome?.id}: It is undone already.`);
  });

  it('asks for outcomes or a run', async () => {
    const { code, stderr } = await run('undo');
    expect(code).toBe(1);
    expect(stderr).toContain('--run <id>');
  });
});

describe('concord fields create', { timeout: 120_000 }, () => {
  it('creates nothing where nobody can be asked', async () => {
    const { code, stdout, stderr } = await run('fields create one');
    expect([code, stderr]).toEqual([1, 'concord: nobody can be asked here; agree with --yes\n']);
    expect(stdout).toContain('on Activity (for Task) create "Unify Metadata"');
  });

  it('names the permission that is missing', async () => {
    simulator.setRules({ customizeApplication: false });
    const { code, stdout } = await run('fields create one --yes');
    simulator.setRules({ customizeApplication: true });
    expect(code).toBe(1);
    expect(stdout).toContain(
      '✗ create Account.Unify_Metadata__c: our user needs "Customize Application"',
    );
  });

  it('creates and maps what is missing, once', async () => {
    const created = await run('fields create one --yes');
    expect([created.code, created.stderr]).toEqual([0, '']);
    expect(created.stdout).toContain('✓ Contact.Unify_Metadata__c');
    expect((await run('mapping list one')).stdout).toContain('Contact.Unify_Metadata__c');
    expect((await run('fields create one --yes')).stdout).toContain('every product field is there');
  });
});

describe('concord settings', () => {
  it('shows and changes the settings of a connection', async () => {
    const { code, stdout } = await run('settings one createAs=leads readEveryMinutes=5');
    expect(code).toBe(0);
    expect(stdout).toMatch(/createAs +leads +changed/u);
    expect((await run('settings')).stdout).toMatch(/readEveryMinutes +5 +changed/u);
    expect((await run('settings createAs=contactsAndAccounts')).code).toBe(0);
  });

  it('names every setting that it does not take, and changes none', async () => {
    const { code, stderr } = await run('settings one assignLeads=yes colour=red createAs=leads');
    expect(code).toBe(1);
    expect(stderr).toContain('settings.assignLeads');
    expect(stderr).toContain('use true or false');
    expect(stderr).toContain('settings.colour: there is no such setting');
    expect((await run('settings one')).stdout).toMatch(/createAs +contactsAndAccounts/u);
  });
});

describe('concord errors', () => {
  it('lists what was refused with its remedy, and tries it again (R-ERR-1, R-ERR-2)', async () => {
    const message = 'Nobody is called that.';
    const rule = { name: 'Name', object: 'Contact', errorWhen: "LastName = 'Refused'", message };
    simulator.setRules({ validations: [rule] });
    await askForPerson('refused@rule.example', 'Refused');
    await run('sync one');
    const listed = await run('errors one --status failed --class validation-rule');
    expect(listed.stdout).toContain(`validation-rule: ${message}`);
    expect(listed.stdout).toContain("Satisfy the CRM's validation rule");
    expect(listed.stdout).toContain('1 records.');
    const table = await run('errors one --status failed --csv');
    expect(table.stdout).toMatch(/^"id","connectionId",.*\r\n"[^"]+",/u);
    expect(table.stdout).toContain(`"${message}"`);
    const id = /id (\S+)$/mu.exec(listed.stdout)?.[1] ?? '';

    simulator.setRules({ validations: [] });
    const nothing = await run('errors one --object Lead --retry');
    expect([nothing.code, nothing.stderr]).toEqual([
      1,
      expect.stringContaining('nothing was to be tried again'),
    ]);
    expect((await run(`errors one --retry ${id}`)).stdout).toContain('1 records are tried again');
    expect((await run('sync one')).stdout).toMatch(/Contact.* 1 /u);
    expect((await run('errors one --status failed')).stdout).toContain('Nothing failed');
  });

  it('lists what was not read, with the reason (R-PERSON-6)', async () => {
    const { stdout } = await run('errors one --object company --status skipped');
    expect(stdout).toContain('no website to match by');
  });

  it('names the objects there are where one is unknown', async () => {
    const { code, stderr } = await run('errors one --object Deal');
    expect(code).toBe(1);
    expect(stderr).toContain('--object Deal is no kind of record; use one of company, person');
  });
});

describe('concord reprocess', () => {
  it('plans the records of one kind anew (R-TIME-3)', async () => {
    const { code, stdout, stderr } = await run('reprocess one person');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Reprocessing: ');
  });

  it('names the kinds that it takes', async () => {
    const { code, stderr } = await run('reprocess one task');
    expect(code).toBe(1);
    expect(stderr).toContain('use company, person or opportunity');
  });
});

describe('concord connect --id', () => {
  it('takes new credentials of the same account (R-ERR-4)', async () => {
    const { code, stdout } = await connectTo(simulator);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Reading is on')]);
  });

  it('refuses those of another account, and keeps what it has (R-ERR-4)', async () => {
    const other = { organization_id: '00D000000000002EAA', user_id: '005000000000001EAA' };
    simulator.faults.add({
      kind: 'status',
      status: 200,
      body: JSON.stringify(other),
      contentType: 'application/json',
      match: { path: '/services/oauth2/userinfo' },
      times: 1,
    });
    const { code, stderr } = await connectTo(simulator);
    expect(code).toBe(1);
    expect(stderr).toContain('lead to another account');
    expect((await run('sync one')).code).toBe(0);
  });
});
