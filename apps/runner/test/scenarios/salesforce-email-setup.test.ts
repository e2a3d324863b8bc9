import { sequenceStatuses } from '@concord/core/platform';
import { describe, expect, it } from 'vitest';
import { ada, anEmail, aReply, aTask, rep } from './content.ts';
import type { Mapping } from './api.ts';
import type { Scenario } from './scenario-world.ts';
import { useScenarios } from './use-scenarios.ts';
import {
  contactsOf,
  messagesOf,
  ourChanges,
  relationsOf,
  tasksOf,
} from './what-salesforce-holds.ts';

const { open, withAda } = useScenarios();

/** Adds a custom field, and lets the next read tell of it. */
const addField = async (
  { person, pass }: Scenario,
  [object, field]: readonly [string, string],
  definition: object,
) => {
  await person.administer('schema', { action: 'add', object, field, definition });
  await pass();
};

const mapped = (platformField: string, at: readonly [string, string]): Mapping => ({
  platformField,
  crmObject: at[0],
  crmField: at[1],
  direction: 'WRITE',
});

/** Adds mappings to those there are, in place of others of the same platform field and object. */
const remap = async ({ api }: Scenario, object: string, added: readonly Mapping[]) => {
  const isReplaced = (one: Mapping) =>
    added.some(
      ({ platformField, crmObject }) =>
        platformField === one.platformField && crmObject === one.crmObject,
    );
  const kept = (await api.mappings(object)).filter((one) => !isReplaced(one));
  return api.saveMappings(object, [...kept, ...added]);
};

const userOf = async ({ person }: Scenario, email: string) => {
  const [user] = await person.query(`SELECT Id FROM User WHERE Email = '${email}'`);
  return user?.['Id'];
};

describe('before emails are synced', () => {
  it('contacts without an email address are listed, not read (R-PERSON-6)', async () => {
    const scenario = await open();
    const id = await scenario.person.create('Contact', { LastName: 'Nobody' });
    await scenario.pass();
    const skipped = await scenario.api.outcomes({ crmObject: 'Contact', status: ['SKIPPED'] });
    expect(skipped).toContainEqual(
      expect.objectContaining({ crmId: id, reason: 'NO_EMAIL', direction: 'READ' }),
    );
    await scenario.person.edit('Contact', id, { Email: ada });
    await scenario.pass();
    expect(await scenario.api.person(ada)).toMatchObject({ lastName: 'Nobody' });
    const later = await scenario.api.outcomes({ crmObject: 'Contact', status: ['SKIPPED'] });
    expect(later.filter(({ crmId }) => crmId === id)).toEqual([]);
  });

  it('email fields are mapped to those of the email object (R-MAP-1)', async () => {
    const { scenario } = await withAda();
    await addField(scenario, ['EmailMessage', 'Campaign__c'], { type: 'string' });
    const mapping = mapped('sequenceName', ['EmailMessage', 'Campaign__c']);
    const saved = await remap(scenario, 'EMAIL_MESSAGE', [mapping]);
    expect(saved).toMatchObject({ __typename: 'SaveFieldMappingsSuccess' });
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    const [message] = await messagesOf(scenario);
    expect(scenario.person.see('EmailMessage', String(message?.['Id']))).toMatchObject({
      Campaign__c: 'Engines first',
    });
  });

  it('a contact exists, or a Play syncs one; an email makes none (R-EMAIL-3)', async () => {
    const scenario = await open();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass(31);
    expect(await contactsOf(scenario, ada)).toEqual([]);
    const waiting = await scenario.api.outcomes({ object: 'EMAIL_MESSAGE' });
    expect(waiting).toMatchObject([{ status: 'WAITING', reason: 'PERSON' }]);
    await scenario.person.create('Contact', { LastName: 'Lovelace', Email: ada });
    await scenario.pass();
    expect(await messagesOf(scenario)).toHaveLength(1);
  });
});

describe('how email sync behaves', () => {
  it('works with nothing set up (R-EMAIL-9, R-MAP-2)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass(2);
    expect(await messagesOf(scenario)).toMatchObject([{ Subject: 'Engines' }]);
  });

  it('shows the mappings that were prepared, ready to change (R-MAP-2)', async () => {
    const scenario = await open();
    const mappings = await scenario.api.mappings('EMAIL_MESSAGE');
    expect(mappings).toContainEqual(
      expect.objectContaining({
        platformField: 'sequenceName',
        crmObject: 'EmailMessage',
        crmField: 'Unify_Sequence_Name__c',
        direction: 'WRITE',
      }),
    );
  });

  it('writes only what is new or empty (R-OVERWRITE-2)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.person.edit('Contact', contactId, { Title: 'Countess' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, title: 'Ours', firstName: 'Ada' });
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    expect(scenario.person.see('Contact', contactId)).toMatchObject({
      Title: 'Countess',
      FirstName: 'Ada',
    });
    expect(await scenario.world.promises()).toMatchObject({ overwritten: 0 });
  });
});

describe('advanced mapping', () => {
  it.each([
    ['Contact', 'contactsAndAccounts'],
    ['Lead', 'leads'],
  ] as const)(
    'puts sequence statuses into a picklist of a %s (R-MAP-7)',
    async (object, createAs) => {
      const scenario = await open({ settings: { createAs } });
      const company = object === 'Lead' ? { Company: 'Analytical' } : {};
      const values = { LastName: 'Lovelace', Email: ada, ...company };
      const id = await scenario.person.create(object, values);
      const at = [object, 'Sequence_Status__c'] as const;
      await addField(scenario, at, { type: 'picklist', values: [...sequenceStatuses] });
      const saved = await remap(scenario, 'PERSON', [mapped('mostRecentSequenceStatus', at)]);
      expect(saved).toMatchObject({ __typename: 'SaveFieldMappingsSuccess' });
      for (const [sequenceStatus, shown] of [
        ['IN_PROGRESS_STARTED', 'In Progress – Started'],
        ['REPLIED', 'Replied'],
      ]) {
        const trigger = { sequence: 'Engines first', sequenceStatus };
        await scenario.api.syncPerson({ email: ada }, trigger as { sequenceStatus: string });
        await scenario.pass();
        expect(scenario.person.see(object, id)).toMatchObject({ Sequence_Status__c: shown });
      }
    },
  );

  it('refuses a picklist that lacks statuses, and names them (R-MAP-7)', async () => {
    const scenario = await open();
    const at = ['Contact', 'Sequence_Status__c'] as const;
    await addField(scenario, at, { type: 'picklist', values: ['Replied'], restricted: true });
    const answer = await remap(scenario, 'PERSON', [mapped('mostRecentSequenceStatus', at)]);
    expect(answer).toMatchObject({ __typename: 'InvalidInput' });
    expect(answer.problems[0].message).toContain('Opted Out');
  });

  it('finds the contact whichever address was used (R-EMAIL-7)', async () => {
    const { scenario, contactId } = await withAda();
    const home = 'ada@home.example';
    await scenario.api.syncPerson({ email: ada, emails: [home] });
    const sender = 'other.mailbox@outreach.example';
    await scenario.api.recordEmail(anEmail({ person: home, recipients: home, sender }));
    await scenario.pass();
    const [message] = await messagesOf(scenario);
    expect(await relationsOf(scenario, message?.['Id'])).toContainEqual(
      expect.objectContaining({ RelationId: contactId, RelationType: 'ToAddress' }),
    );
  });
});

describe('the two ways of logging emails', () => {
  it('as tasks shows the template and a day, and replies empty (R-EMAIL-4)', async () => {
    const { scenario } = await withAda({ settings: { emailWriteback: 'task' } });
    await scenario.api.recordEmail(anEmail());
    await scenario.api.recordEmail(aReply());
    await scenario.pass();
    expect(await messagesOf(scenario)).toEqual([]);
    const tasks = await scenario.person.query(
      "SELECT Subject, Description, ActivityDate FROM Task WHERE Subject LIKE '%Engines'",
    );
    const day = '2026-06-01';
    expect(tasks).toHaveLength(2);
    expect(tasks).toContainEqual(
      expect.objectContaining({
        Subject: 'Engines',
        Description: 'Dear {{person.firstName}}, engines.',
        ActivityDate: day,
      }),
    );
    expect(tasks).toContainEqual(
      expect.objectContaining({ Subject: 'Re: Engines', Description: null, ActivityDate: day }),
    );
  });

  it('as email messages shows what was sent, and when (R-EMAIL-4)', async () => {
    const { scenario } = await withAda();
    await scenario.api.changeSettings({ emailWriteback: 'EMAIL_MESSAGE' });
    await scenario.api.recordEmail(anEmail());
    await scenario.api.recordEmail(aReply());
    await scenario.pass();
    const messages = await messagesOf(scenario);
    expect(messages).toContainEqual(
      expect.objectContaining({
        HtmlBody: '<p>Dear Ada, engines.</p>',
        MessageDate: expect.stringContaining('2026-06-01T08:30:15'),
      }),
    );
    expect(messages).toContainEqual(
      expect.objectContaining({ Incoming: true, HtmlBody: '<p>Tell me more.</p>' }),
    );
  });

  it.each(['EMAIL_MESSAGE', 'TASK'])(
    'keeps manual emails as tasks, under %s as well (R-EMAIL-4)',
    async (emailWriteback) => {
      const { scenario, contactId } = await withAda();
      await scenario.api.changeSettings({ emailWriteback });
      await scenario.api.recordEmail(anEmail({ origin: 'MANUAL' }));
      await scenario.pass();
      expect(await messagesOf(scenario)).toEqual([]);
      expect(await tasksOf(scenario)).toMatchObject([
        { Subject: 'Engines', TaskSubtype: 'Email', IsClosed: true, WhoId: contactId },
      ]);
    },
  );
});

describe('fields that cannot be mapped', () => {
  it('are multi-select picklists, which are refused (R-MAP-4)', async () => {
    const scenario = await open();
    const at = ['Contact', 'Regions__c'] as const;
    await addField(scenario, at, { type: 'multipicklist', values: ['North', 'South'] });
    const answer = await remap(scenario, 'PERSON', [mapped('status', at)]);
    expect(answer).toMatchObject({ __typename: 'InvalidInput' });
    expect(answer.problems[0].message).toContain('multipicklist');
    expect(answer.problems[0].remedy).not.toBe('');
  });

  it('are country names, in whose place the code is named (R-MAP-5)', async () => {
    const { scenario, contactId } = await withAda();
    const answer = await remap(scenario, 'PERSON', [
      mapped('country', ['Contact', 'MailingCountry']),
    ]);
    expect(answer).toMatchObject({ __typename: 'InvalidInput' });
    expect(answer.problems[0].remedy).toContain('MailingCountryCode');
    const code = mapped('country', ['Contact', 'MailingCountryCode']);
    expect(await remap(scenario, 'PERSON', [code])).toMatchObject({
      __typename: 'SaveFieldMappingsSuccess',
    });
    await scenario.api.syncPerson({ email: ada, country: 'GB' });
    await scenario.pass();
    expect(scenario.person.see('Contact', contactId)).toMatchObject({ MailingCountryCode: 'GB' });
  });

  it('are parked when they turn unfit; once removed, all is synced anew (R-ERR-2)', async () => {
    const { scenario, contactId } = await withAda();
    const at = ['Contact', 'Region__c'] as const;
    await addField(scenario, at, { type: 'string' });
    await remap(scenario, 'PERSON', [mapped('status', at)]);
    const gone = { action: 'remove', object: at[0], field: at[1] };
    await scenario.person.administer('schema', gone);
    await addField(scenario, at, { type: 'multipicklist', values: ['North'] });
    await scenario.api.syncPerson({ email: ada, status: 'North', title: 'Countess' });
    await scenario.pass();
    expect(scenario.person.see('Contact', contactId)).toMatchObject({ Title: 'Countess' });
    const ofRegion = async () => {
      const { findings } = await scenario.api.connection('findings { code crmField remedy }');
      return findings.filter((one: { crmField: string }) => one.crmField === 'Region__c');
    };
    expect(await ofRegion()).toMatchObject([{ code: 'UNSUPPORTED_TYPE' }]);
    const mappings = await scenario.api.mappings('PERSON');
    const fit = mappings.filter(({ crmField }) => crmField !== 'Region__c');
    await scenario.api.saveMappings('PERSON', fit);
    expect(await ofRegion()).toEqual([]);
    const again = await scenario.api.call('reprocess', { connectionId: 'c1', object: 'PERSON' });
    expect(again).toMatchObject({ __typename: 'ReprocessSuccess' });
    await scenario.pass(2);
    const runs = await scenario.api.runs('REPROCESS');
    expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(['DONE']));
  });
});

describe('reports by rep', () => {
  it('find one creator of all emails: our own user (R-EMAIL-8)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    const [connectionUser] = await ourChanges(scenario, { object: 'EmailMessage' });
    expect(await messagesOf(scenario)).toMatchObject([{ CreatedById: connectionUser?.user }]);
    expect(connectionUser?.user).not.toBe(await userOf(scenario, rep));
  });

  it('go by the owner of tasks, and by fields mapped to the rep (R-EMAIL-8)', async () => {
    const { scenario } = await withAda();
    const at = ['EmailMessage', 'Rep__c'] as const;
    await addField(scenario, at, { type: 'string' });
    await remap(scenario, 'EMAIL_MESSAGE', [mapped('sender', at)]);
    await scenario.api.recordEmail(anEmail());
    const manual = { id: 'email-3', messageId: '<3@platform.example>', origin: 'MANUAL' };
    await scenario.api.recordEmail(anEmail(manual));
    await scenario.api.saveTask(aTask());
    await scenario.pass();
    const OwnerId = await userOf(scenario, rep);
    expect(await tasksOf(scenario)).toMatchObject([{ OwnerId }, { OwnerId }]);
    const [message] = await messagesOf(scenario);
    expect(scenario.person.see('EmailMessage', String(message?.['Id']))).toMatchObject({
      Rep__c: rep,
    });
    expect(await relationsOf(scenario, message?.['Id'])).toContainEqual(
      expect.objectContaining({ RelationId: OwnerId, RelationType: 'FromAddress' }),
    );
  });
});

describe('what comes back', () => {
  it('is a corrected address, with the next read (R-PERSON-7)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.api.recordEmail(anEmail({ isBounced: true }));
    await scenario.pass();
    const before = await scenario.api.person(ada);
    const right = 'ada.lovelace@analytical.example';
    await scenario.person.edit('Contact', contactId, { Email: right });
    await scenario.pass();
    const after = await scenario.api.person(right);
    expect(after).toMatchObject({ id: before.id, email: right });
    expect(after.links).toMatchObject([{ crmId: contactId }]);
  });

  it('takes half an hour at most where one read failed (R-TIME-1)', async () => {
    const { scenario, contactId } = await withAda();
    const busy = scenario.world.simulator.faults.add({ kind: 'status', status: 503, body: 'busy' });
    scenario.world.simulator.org.update(
      { object: 'Contact', id: contactId },
      { Email: 'right@analytical.example' },
    );
    await scenario.pass(20);
    scenario.world.simulator.faults.remove(busy);
    await scenario.pass(10);
    expect(await scenario.api.person('right@analytical.example')).not.toBeNull();
  });

  it('leaves what was written; a mapping counts from then on (R-TIME-4)', async () => {
    const { scenario } = await withAda();
    const at = ['EmailMessage', 'Campaign__c'] as const;
    await addField(scenario, at, { type: 'string' });
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    await remap(scenario, 'EMAIL_MESSAGE', [mapped('sequenceName', at)]);
    await scenario.api.recordEmail(anEmail({ id: 'email-3', messageId: '<3@platform.example>' }));
    await scenario.api.recordEmail(anEmail({ isOpened: true }));
    await scenario.pass();
    const rows = await scenario.person.query(
      `SELECT MessageIdentifier, Campaign__c, Unify_Is_Opened__c FROM EmailMessage WHERE ThreadIdentifier = 'thread-1'`,
    );
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual(
      expect.objectContaining({
        MessageIdentifier: '<one@platform.example>',
        Campaign__c: null,
        Unify_Is_Opened__c: true,
      }),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({
        MessageIdentifier: '<3@platform.example>',
        Campaign__c: 'Engines first',
      }),
    );
  });
});
