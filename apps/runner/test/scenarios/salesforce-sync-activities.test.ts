import { describe, expect, it } from 'vitest';
import { aReply, aTask, ada, anEmail, rep } from './content.ts';
import type { Scenario } from './scenario-world.ts';
import { anAccount, useScenarios } from './use-scenarios.ts';
import {
  contactsOf,
  messagesOf,
  ourChanges,
  relationsOf,
  tasksOf,
} from './what-salesforce-holds.ts';

const { open, withAda } = useScenarios();

describe('email messages', () => {
  const enhancedEmail = async ({ api }: Scenario) => {
    const { permissions } = await api.connection('permissions { list { name state } }');
    return permissions.list.find((one: { name: string }) => one.name === 'Enhanced Email').state;
  };

  it('need Enhanced Email, which is on by default (R-EMAIL-4)', async () => {
    const { scenario } = await withAda();
    expect(await enhancedEmail(scenario)).toBe('GRANTED');
    scenario.world.simulator.setRules({ enhancedEmail: false });
    expect(await enhancedEmail(scenario)).toBe('MISSING');
  });

  it('are never updated (R-EMAIL-2)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    await scenario.api.recordEmail(anEmail({ subject: 'Changed', html: '<p>Changed</p>' }));
    await scenario.pass();
    expect(await messagesOf(scenario)).toMatchObject([
      { Subject: 'Engines', HtmlBody: '<p>Dear Ada, engines.</p>' },
    ]);
    const changes = await ourChanges(scenario, { object: 'EmailMessage', kind: 'updated' });
    // Salesforce links a message to the task that it logs of it, in our name.
    expect(changes.filter(({ field }) => field !== 'ActivityId')).toEqual([]);
  });

  it('are those we sent and the answers to them (R-EMAIL-1)', async () => {
    const { scenario } = await withAda();
    await scenario.api.recordEmail(anEmail());
    await scenario.api.recordEmail(aReply());
    const outside = { id: 'email-3', messageId: '<three@mail.example>', origin: 'OUTSIDE' };
    await scenario.api.recordEmail(anEmail(outside));
    await scenario.pass();
    expect(await messagesOf(scenario)).toHaveLength(2);
    expect(await messagesOf(scenario)).toContainEqual(
      expect.objectContaining({ Incoming: true, Subject: 'Re: Engines' }),
    );
    const skipped = await scenario.api.outcomes({ object: 'EMAIL_MESSAGE', status: ['SKIPPED'] });
    expect(skipped).toMatchObject([{ reason: 'SENT_OUTSIDE' }]);
  });

  it('are one with what another integration wrote, by message id (R-EMAIL-5)', async () => {
    const { scenario } = await withAda();
    const theirs = await scenario.person.create('EmailMessage', {
      MessageIdentifier: '<one@platform.example>',
      ThreadIdentifier: 'thread-1',
      Subject: 'Engines',
      Status: '3',
    });
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    expect(await messagesOf(scenario)).toMatchObject([{ Id: theirs }]);
    expect(await scenario.api.outcomes({ object: 'EMAIL_MESSAGE' })).toMatchObject([
      { status: 'SKIPPED', reason: 'RECORDED_ALREADY', crmId: theirs },
    ]);
  });

  it.each(['Contact', 'Lead'])('follow a %s that exists (R-EMAIL-3)', async (object) => {
    const scenario = await open();
    const values = { LastName: 'Lovelace', Email: ada };
    const company = object === 'Lead' ? { Company: 'Analytical' } : {};
    const id = await scenario.person.create(object, { ...values, ...company });
    await scenario.pass();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    const [message] = await messagesOf(scenario);
    const related = await relationsOf(scenario, message?.['Id']);
    expect(related.map(({ RelationId }) => RelationId)).toContain(id);
  });

  it('wait until a Play has synced the person (R-EMAIL-3)', async () => {
    const scenario = await open();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    expect(await messagesOf(scenario)).toEqual([]);
    expect(await contactsOf(scenario, ada)).toEqual([]);
    expect(await scenario.api.outcomes({ object: 'EMAIL_MESSAGE' })).toMatchObject([
      { status: 'WAITING', reason: 'PERSON' },
    ]);
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' }, { play: 'Engines' });
    await scenario.pass();
    expect(await messagesOf(scenario)).toHaveLength(1);
  });

  it('tell what happened to them, where it did and may be written (R-EMAIL-6)', async () => {
    const { scenario } = await withAda();
    const field = 'Unify_Clicked_At__c';
    const locked = { object: 'EmailMessage', field, user: 'sim-integration', level: 'read' };
    await scenario.person.administer('schema', { action: 'access', ...locked });
    await scenario.pass();
    await scenario.api.recordEmail(anEmail({ enrolledByPlay: 'Engines' }));
    await scenario.pass();
    const [message] = await messagesOf(scenario);
    const seen = () => scenario.person.see('EmailMessage', String(message?.['Id']));
    expect(seen()).toMatchObject({
      Subject: 'Engines',
      MessageDate: expect.stringContaining('2026-06-01T08:30:15'),
      Unify_Enrolled_By_Play__c: 'Engines',
      Unify_Sequence_Name__c: 'Engines first',
      Unify_Bounced_At__c: null,
      Unify_First_Opened_At__c: null,
    });
    const openedAt = '2026-06-01T09:10:00.000Z';
    const clicks = { clickCount: 2, clickedAt: openedAt };
    const events = { isOpened: true, firstOpenedAt: openedAt, isOptedOut: true, ...clicks };
    await scenario.api.recordEmail(anEmail(events));
    await scenario.pass();
    expect(seen()).toMatchObject({
      Unify_Is_Opened__c: true,
      Unify_First_Opened_At__c: expect.stringContaining('2026-06-01T09:10:00'),
      Unify_Is_Opted_Out__c: true,
      Unify_Is_Marked_as_Spam__c: false,
      Unify_Is_Bounced__c: false,
      Unify_Bounced_At__c: null,
      Unify_Click_Count__c: 2,
      Unify_Clicked_At__c: null,
    });
    await scenario.api.recordEmail(anEmail({ isBounced: true, isMarkedAsSpam: true }));
    await scenario.pass();
    expect(seen()).toMatchObject({
      Unify_Is_Bounced__c: true,
      Unify_Is_Marked_as_Spam__c: true,
      Unify_Click_Count__c: 2,
    });
  });
});

describe('tasks', () => {
  it.each([
    ['READY', 'PHONE_CALL', 1],
    ['READY', 'ACTION_ITEM', 1],
    ['COMPLETED', 'ACTION_ITEM', 1],
    ['COMPLETED', 'EMAIL', 1],
    ['COMPLETED', 'REPLY_TO_EMAIL', 1],
    ['READY', 'EMAIL', 0],
    ['READY', 'REPLY_TO_EMAIL', 0],
    ['NOT_READY', 'PHONE_CALL', 0],
  ])('that are %s and of type %s are written %i times (R-TASK-1)', async (status, type, count) => {
    const { scenario } = await withAda();
    await scenario.api.saveTask(aTask({ status, type }));
    await scenario.pass(2);
    expect(await tasksOf(scenario)).toHaveLength(count);
  });

  it('hang on the contact and its account (R-TASK-2)', async () => {
    const { scenario, contactId, accountId } = await withAda();
    await scenario.api.saveTask(aTask());
    await scenario.pass(2);
    expect(await tasksOf(scenario)).toMatchObject([{ WhoId: contactId, WhatId: accountId }]);
  });

  it('hang on a lead without an account (R-TASK-2)', async () => {
    const scenario = await open();
    await anAccount(scenario);
    const lead = { LastName: 'Lovelace', Company: 'Analytical', Email: ada };
    const values = { ...lead, Website: 'analytical.example' };
    const id = await scenario.person.create('Lead', values);
    await scenario.pass();
    await scenario.api.saveTask(aTask());
    await scenario.pass(2);
    expect(await tasksOf(scenario)).toMatchObject([{ WhoId: id, WhatId: null }]);
  });

  it('wait until their person is synced (R-TASK-2)', async () => {
    const scenario = await open();
    await scenario.api.saveTask(aTask());
    await scenario.pass();
    expect(await tasksOf(scenario)).toEqual([]);
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' });
    await scenario.pass();
    expect(await tasksOf(scenario)).toHaveLength(1);
  });

  it('look the same in every account (R-TASK-3)', async () => {
    const { scenario } = await withAda();
    await scenario.api.saveTask(aTask());
    await scenario.pass(2);
    const [task] = await tasksOf(scenario);
    const [owner] = await scenario.person.query(`SELECT Id FROM User WHERE Email = '${rep}'`);
    expect(scenario.person.see('Task', String(task?.['Id']))).toMatchObject({
      Subject: 'Call about engines',
      Description: 'Mention the notes',
      Status: 'Not Started',
      Priority: 'High',
      TaskSubtype: 'Call',
      ActivityDate: '2026-06-03',
      OwnerId: owner?.['Id'],
    });
    const mapping = { platformField: 'subject', crmObject: 'Task', crmField: 'Subject' };
    const refused = await scenario.api.saveMappings('TASK', [{ ...mapping, direction: 'WRITE' }]);
    expect(refused).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('go where they are deleted on the platform (R-TASK-4)', async () => {
    const { scenario } = await withAda();
    await scenario.api.saveTask(aTask());
    await scenario.pass(2);
    await scenario.api.deleteTask('task-1');
    await scenario.pass(2);
    expect(await tasksOf(scenario)).toEqual([]);
  });

  it('come back completed, and with nothing else (R-TASK-5)', async () => {
    const { scenario } = await withAda();
    await scenario.api.saveTask(aTask());
    await scenario.pass(2);
    const [task] = await tasksOf(scenario);
    await scenario.person.edit('Task', String(task?.['Id']), { Subject: 'Renamed' });
    await scenario.pass();
    expect(await scenario.api.task('task-1')).toMatchObject({
      status: 'READY',
      subject: 'Call about engines',
    });
    await scenario.person.edit('Task', String(task?.['Id']), { Status: 'Completed' });
    await scenario.pass();
    const done = await scenario.api.task('task-1');
    expect(done).toMatchObject({ status: 'COMPLETED', subject: 'Call about engines' });
    expect(done.endedAt).not.toBeNull();
  });

  const dial = ({ person }: Scenario, WhoId: string) =>
    person.create('Task', {
      Subject: 'Outbound call',
      WhoId,
      TaskSubtype: 'Call',
      CallType: 'Outbound',
      Status: 'Completed',
    });

  it('are completed by the one call that a dialer logs (R-TASK-6)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.api.saveTask(aTask());
    await scenario.pass(2);
    await dial(scenario, contactId);
    await scenario.pass();
    expect(await scenario.api.task('task-1')).toMatchObject({ status: 'COMPLETED' });
  });

  it('stay open where a call could be of either of two (R-TASK-6)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.api.saveTask(aTask());
    await scenario.api.saveTask(aTask({ id: 'task-2' }));
    await scenario.pass(2);
    await dial(scenario, contactId);
    await scenario.pass();
    expect(await scenario.api.task('task-1')).toMatchObject({ status: 'READY' });
    expect(await scenario.api.task('task-2')).toMatchObject({ status: 'READY' });
  });

  it('that are emails are not completed from Salesforce (R-TASK-7)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.api.saveTask(aTask({ type: 'EMAIL' }));
    const email = { Subject: 'Email', WhoId: contactId, TaskSubtype: 'Email' };
    await scenario.person.create('Task', { ...email, Status: 'Completed' });
    await dial(scenario, contactId);
    await scenario.pass();
    expect(await scenario.api.task('task-1')).toMatchObject({ status: 'READY' });
  });
});

describe('opportunities', () => {
  const withDeal = async () => {
    const { scenario, accountId, contactId } = await withAda();
    const deal = await scenario.person.create('Opportunity', {
      Name: 'Engines for all',
      StageName: 'Prospecting',
      CloseDate: '2026-12-31',
      Amount: 5000,
      AccountId: accountId,
    });
    const role = { OpportunityId: deal, ContactId: contactId };
    await scenario.person.create('OpportunityContactRole', role);
    await scenario.pass();
    return { scenario, deal };
  };

  it('are read, with the company and the people in them (R-OPP-1)', async () => {
    const { scenario } = await withDeal();
    const { opportunities } = await scenario.api.ask(`{
      opportunities(first: 50, filter: { isOpen: true }) { edges { node {
        name stage amount closeDate companies { domain } people { email }
      } } }
    }`);
    expect(opportunities.edges).toContainEqual({
      node: {
        name: 'Engines for all',
        stage: 'Prospecting',
        amount: 5000,
        closeDate: '2026-12-31',
        companies: [{ domain: 'analytical.example' }],
        people: [{ email: ada }],
      },
    });
  });

  it('give context, and keep companies with open ones out of Plays (R-OPP-3)', async () => {
    const { scenario, deal } = await withDeal();
    const reachable = async () => {
      const { companies } = await scenario.api.ask(`{
        companies(first: 100, filter: { domain: "analytical", hasOpenOpportunity: false }) {
          edges { node { domain } }
        }
      }`);
      return companies.edges.length;
    };
    expect(await reachable()).toBe(0);
    expect(await scenario.api.person(ada)).toMatchObject({
      hasOpenOpportunity: true,
      opportunities: [{ name: 'Engines for all', stage: 'Prospecting' }],
    });
    await scenario.person.edit('Opportunity', deal, { StageName: 'Closed Lost' });
    await scenario.pass();
    expect(await reachable()).toBe(1);
  });

  it('are never created or updated from here (R-OPP-2)', async () => {
    const { scenario } = await withDeal();
    const mappings = await scenario.api.mappings('OPPORTUNITY');
    expect(new Set(mappings.map(({ direction }) => direction))).toEqual(new Set(['READ']));
    const writing = mappings.map((one) => ({ ...one, direction: 'READ_WRITE' as const }));
    const refused = await scenario.api.saveMappings('OPPORTUNITY', writing);
    expect(refused).toMatchObject({ __typename: 'InvalidInput' });
    await scenario.api.syncPerson({ email: ada, title: 'Countess' });
    await scenario.pass();
    expect(await ourChanges(scenario, { object: 'Opportunity' })).toEqual([]);
  });
});
