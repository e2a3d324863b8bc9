import { describe, expect, it } from 'vitest';
import { ada, anEmail, aReply, rep } from './content.ts';
import type { Mapping } from './api.ts';
import type { Scenario } from './scenario-world.ts';
import { useScenarios } from './use-scenarios.ts';
import { contactsOf, messagesOf, relationsOf } from './what-salesforce-holds.ts';

const { open, withAda } = useScenarios();

const skippedEmails = async ({ api }: Scenario) =>
  api.outcomes({ object: 'EMAIL_MESSAGE', status: ['SKIPPED'] });

const failedEmails = async ({ api }: Scenario) =>
  api.outcomes({ object: 'EMAIL_MESSAGE', status: ['FAILED'] });

const us = async ({ store }: Scenario) => (await store.getConnection('c1'))?.userId ?? '';

describe('where an email comes from', () => {
  it('is the platform, or it answers one that did (R-EMAIL-1)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail());
    await scenario.api.recordEmail(aReply());
    await scenario.pass();
    expect(await messagesOf(scenario)).toHaveLength(2);
    expect(await skippedEmails(scenario)).toEqual([]);
  });

  it('counts also where the answer is told first (R-EMAIL-1)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(aReply());
    await scenario.pass(2);
    expect(await skippedEmails(scenario)).toMatchObject([{ reason: 'SENT_OUTSIDE' }]);
    await scenario.api.recordEmail(anEmail());
    await scenario.pass(2);
    expect(await messagesOf(scenario)).toHaveLength(2);
  });

  it.each([
    ['SENT_OUTSIDE', anEmail({ id: 'e3', messageId: '<3@m.example>', origin: 'OUTSIDE' })],
    ['OTHER_THREAD', aReply({ threadId: 'thread-9' })],
    ['OTHER_ADDRESS', aReply({ recipients: 'another.rep@sim.example' })],
  ])('is %s: it is not written, and listed as such (R-EMAIL-1)', async (reason, email) => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail());
    await scenario.api.recordEmail(email);
    await scenario.pass();
    expect(await messagesOf(scenario)).toHaveLength(1);
    expect(await skippedEmails(scenario)).toMatchObject([{ reason }]);
  });
});

describe('the errors page', () => {
  const cases = [
    {
      name: 'a missing permission',
      of: 'PERMISSION',
      says: 'insufficient access rights',
      breakIt: async (scenario: Scenario) => {
        const user = await us(scenario);
        scenario.world.simulator.setRules({
          permissions: [{ user, object: 'Task', create: false }],
        });
      },
      mendIt: async ({ world }: Scenario) => world.simulator.setRules({ permissions: [] }),
    },
    {
      name: 'a validation rule',
      of: 'VALIDATION_RULE',
      says: 'Say more.',
      breakIt: async ({ world }: Scenario) => {
        const rule = { name: 'Short', object: 'EmailMessage', message: 'Say more.' };
        world.simulator.setRules({
          validations: [{ ...rule, errorWhen: "Subject = 'Engines'", field: 'Subject' }],
        });
      },
      mendIt: async ({ world }: Scenario) => world.simulator.setRules({ validations: [] }),
    },
    {
      name: 'a required field',
      of: 'REQUIRED_FIELD',
      says: 'Code__c',
      breakIt: async ({ person }: Scenario) => {
        const at = { object: 'EmailMessage', field: 'Code__c' };
        const definition = { type: 'string', required: true };
        await person.administer('schema', { action: 'add', ...at, definition });
      },
      mendIt: async ({ person }: Scenario) => {
        const at = { object: 'EmailMessage', field: 'Code__c' };
        await person.administer('schema', { action: 'change', ...at, required: false });
      },
    },
  ];

  it.each(cases)(
    'names $name in its own words (R-ERR-1)',
    async ({ of, says, breakIt, mendIt }) => {
      const { scenario } = await withAda();
      await breakIt(scenario);
      await scenario.api.recordEmail(anEmail());
      await scenario.pass(2);
      const [failed, ...others] = await failedEmails(scenario);
      expect(others).toEqual([]);
      expect(failed).toMatchObject({ class: of, crmObject: 'EmailMessage' });
      expect(failed.message).toContain(says);
      expect(failed.remedy).not.toBe('');
      await mendIt(scenario);
      const filter = { connectionId: 'c1', class: of };
      const retried = await scenario.api.call('retryOutcomes', { filter });
      expect(retried).toEqual({ __typename: 'RetryOutcomesSuccess', count: 1 });
      await scenario.pass(2);
      expect(await failedEmails(scenario)).toEqual([]);
      expect(await messagesOf(scenario)).toHaveLength(1);
    },
  );

  // An outcome that was left out stays listed beside the later one that says it was written.
  it('forgets what was left out once it is written (R-ERR-1)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail({ origin: 'OUTSIDE' }));
    await scenario.pass(2);
    await scenario.api.recordEmail(anEmail());
    await scenario.pass(2);
    expect(await messagesOf(scenario)).toHaveLength(1);
    expect(await skippedEmails(scenario)).toEqual([]);
  });
});

describe('settings of the sync', () => {
  it('decide whether replies keep their content and time (R-EMAIL-4)', async () => {
    const { scenario } = await withAda({ settings: { emailWriteback: 'task' } });
    await scenario.api.recordEmail(anEmail());
    await scenario.api.recordEmail(aReply());
    await scenario.pass(2);
    const tasks = await scenario.person.query(
      "SELECT Description FROM Task WHERE Subject = 'Re: Engines'",
    );
    expect(tasks).toMatchObject([{ Description: null }]);
    await scenario.api.changeSettings({ emailWriteback: 'EMAIL_MESSAGE' });
    const { permissions } = await scenario.api.connection('permissions { list { name state } }');
    expect(permissions.list).toContainEqual({ name: 'Enhanced Email', state: 'GRANTED' });
    const later = { id: 'email-3', messageId: '<3@analytical.example>' };
    await scenario.api.recordEmail(aReply(later));
    await scenario.pass(2);
    expect(await messagesOf(scenario)).toMatchObject([
      {
        HtmlBody: '<p>Tell me more.</p>',
        MessageDate: expect.stringContaining('2026-06-01T08:45:00'),
      },
    ]);
  });

  it('of mappings count for emails to come alone (R-TIME-4)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass(2);
    const mappings = await scenario.api.mappings('EMAIL_MESSAGE');
    const isOther = ({ platformField }: Mapping) => platformField !== 'sequenceName';
    const field = mappings.find((one) => !isOther(one))?.crmField ?? '';
    await scenario.api.saveMappings('EMAIL_MESSAGE', mappings.filter(isOther));
    await scenario.api.recordEmail(anEmail({ id: 'email-3', messageId: '<3@platform.example>' }));
    await scenario.pass();
    const rows = await scenario.person.query(
      `SELECT ${field} FROM EmailMessage WHERE ThreadIdentifier = 'thread-1'
       ORDER BY MessageIdentifier DESC`,
    );
    expect(rows.map((row) => row[field])).toEqual(['Engines first', null]);
    expect(await scenario.api.runs('REPROCESS')).toEqual([]);
  });

  it('warn of required fields that are only read, which fail (R-MAP-6)', async () => {
    const scenario = await open();
    const mappings = await scenario.api.mappings('PERSON');
    const withName = (direction: Mapping['direction']) =>
      mappings.map((one) =>
        one.crmObject === 'Contact' && one.crmField === 'LastName' ? { ...one, direction } : one,
      );
    const saved = await scenario.api.saveMappings('PERSON', withName('READ'));
    expect(saved.findings).toContainEqual(
      expect.objectContaining({
        severity: 'WARNING',
        code: 'REQUIRED_NOT_MAPPED',
        crmField: 'LastName',
      }),
    );
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' });
    await scenario.pass(2);
    expect(await scenario.api.outcomes({ object: 'PERSON', status: ['FAILED'] })).toMatchObject([
      { class: 'REQUIRED_FIELD' },
    ]);
    await scenario.api.saveMappings('PERSON', withName('READ_WRITE'));
    await scenario.pass(2);
    expect(await contactsOf(scenario, ada)).toMatchObject([{ LastName: 'Lovelace' }]);
  });
});

describe('whose an email is', () => {
  const senderOf = async (scenario: Scenario) => {
    const [message] = await messagesOf(scenario);
    const relations = await relationsOf(scenario, message?.['Id']);
    return relations
      .filter(({ RelationType, RelationId }) => RelationType === 'FromAddress' && RelationId)
      .map(({ RelationId }) => RelationId);
  };

  it('is the user of Salesforce with the same address (R-EMAIL-7)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail({ sender: rep.toUpperCase() }));
    await scenario.pass(2);
    const [user] = await scenario.person.query(`SELECT Id FROM User WHERE Email = '${rep}'`);
    expect(await senderOf(scenario)).toEqual([user?.['Id']]);
  });

  it('is nobody’s where no user matches, and it is recorded (R-EMAIL-7)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail({ sender: 'stranger@platform.example' }));
    await scenario.pass(2);
    expect(await messagesOf(scenario)).toHaveLength(1);
    expect(await senderOf(scenario)).toEqual([]);
  });

  it.each([
    ['Contact', {}],
    ['Lead', { Company: 'Analytical' }],
  ])(
    'waits while a %s has no email address, which is listed (R-PERSON-6)',
    async (object, more) => {
      const scenario = await open();
      const id = await scenario.person.create(object, { LastName: 'Lovelace', ...more });
      await scenario.pass();
      await scenario.api.recordEmail(anEmail());
      await scenario.pass();
      expect(await messagesOf(scenario)).toEqual([]);
      const listed = await scenario.api.outcomes({ crmObject: object, status: ['SKIPPED'] });
      expect(listed).toContainEqual(expect.objectContaining({ crmId: id, reason: 'NO_EMAIL' }));
      await scenario.person.edit(object, id, { Email: ada });
      await scenario.pass(31);
      expect(await messagesOf(scenario)).toHaveLength(1);
    },
  );
});

describe('permissions', () => {
  it('that are missing are named one by one, with a remedy (R-ERR-5)', async () => {
    const { scenario } = await withAda();
    const user = await us(scenario);
    const missing = async () => {
      const { permissions } = await scenario.api.connection(
        'permissions { missing { name state remedy } failure { message } }',
      );
      expect(permissions.failure).toBeNull();
      return permissions.missing.filter(({ state }: { state: string }) => state === 'MISSING');
    };
    scenario.world.simulator.setRules({ userPermissions: [{ user, viewSetup: true }] });
    expect(await missing()).toEqual([]);
    const locked = { Unify_Is_Opened__c: 'read' } as const;
    scenario.world.simulator.setRules({
      permissions: [
        { user, object: 'EmailMessage', create: false, edit: false, fields: locked },
        { user, object: 'Contact', viewAll: false },
        { user, object: 'Task', edit: false },
      ],
    });
    const named = await missing();
    expect(named.map(({ name }: { name: string }) => name)).toEqual([
      'View All Records on Contact',
      'Edit Tasks',
      'Read and Create on Email Message',
      'Edit on Email Message',
      "Edit on Email Message's Unify fields",
    ]);
    for (const { remedy } of named) expect(remedy).toContain('In Setup');
  });

  it('to the email object are asked for by name (R-ERR-5)', async () => {
    const { scenario } = await withAda();
    const user = await us(scenario);
    const permission = { user, object: 'EmailMessage', read: false, create: false, edit: false };
    scenario.world.simulator.setRules({ permissions: [permission] });
    const { permissions } = await scenario.api.connection('permissions { missing { name } }');
    expect(permissions.missing).toContainEqual({ name: 'Read and Create on Email Message' });
  });
});
