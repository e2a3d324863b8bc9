import { describe, expect, it } from 'vitest';
import { aReply, aTask, ada, anEmail } from './content.ts';
import { openHubSpotScenario, withAdaInHubSpot, type HubSpotScenario } from './hubspot-scenario.ts';

const emailsOf = ({ person }: HubSpotScenario) => [
  ...person.find('emails', { hs_email_subject: 'Engines' }),
  ...person.find('emails', { hs_email_subject: 'Re: Engines' }),
];

const tasksOf = ({ person }: HubSpotScenario, subject = 'Call about engines') =>
  person.find('tasks', { hs_task_subject: subject });

describe('email messages', () => {
  it('are those we sent and the answers to them (R-EMAIL-1)', async () => {
    const { scenario } = await withAdaInHubSpot();
    await scenario.api.recordEmail(anEmail());
    await scenario.api.recordEmail(aReply());
    const outside = { id: 'email-3', messageId: '<three@mail.example>', origin: 'OUTSIDE' };
    await scenario.api.recordEmail(anEmail(outside));
    await scenario.pass();
    const directions = emailsOf(scenario).map((email) => String(email['hs_email_direction']));
    expect(directions.toSorted()).toEqual(['EMAIL', 'INCOMING_EMAIL']);
    const skipped = await scenario.api.outcomes({ object: 'EMAIL_MESSAGE', status: ['SKIPPED'] });
    expect(skipped).toMatchObject([{ reason: 'SENT_OUTSIDE' }]);
  });

  it('are never updated (R-EMAIL-2)', async () => {
    const { scenario } = await withAdaInHubSpot();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    await scenario.api.recordEmail(anEmail({ html: '<p>Changed</p>' }));
    await scenario.pass();
    expect(emailsOf(scenario)).toMatchObject([{ hs_email_html: '<p>Dear Ada, engines.</p>' }]);
  });

  it('wait until a Play has synced the person (R-EMAIL-3)', async () => {
    const scenario = await openHubSpotScenario();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    expect(emailsOf(scenario)).toEqual([]);
    expect(await scenario.api.outcomes({ object: 'EMAIL_MESSAGE' })).toMatchObject([
      { status: 'WAITING', reason: 'PERSON' },
    ]);
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' }, { play: 'Engines' });
    await scenario.pass();
    expect(emailsOf(scenario)).toHaveLength(1);
  });

  it('hang on the contact (R-EMAIL-7)', async () => {
    const { scenario, contactId } = await withAdaInHubSpot();
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    const [email] = emailsOf(scenario);
    const ref = { object: 'emails', id: String(email?.['id']) };
    const { portal } = scenario.world.simulator;
    expect(portal.associated(ref, 'contacts').map(({ id }) => id)).toEqual([contactId]);
  });

  it('are one with what another integration wrote, by message id (R-EMAIL-5)', async () => {
    const { scenario } = await withAdaInHubSpot();
    const theirs = scenario.person.create('emails', {
      hs_email_message_id: '<one@platform.example>',
      hs_email_subject: 'Engines',
      hs_email_direction: 'EMAIL',
      hs_timestamp: '2026-06-01T08:30:15.000Z',
    });
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    expect(emailsOf(scenario)).toMatchObject([{ id: theirs }]);
    expect(await scenario.api.outcomes({ object: 'EMAIL_MESSAGE' })).toMatchObject([
      { status: 'SKIPPED', reason: 'RECORDED_ALREADY', crmId: theirs },
    ]);
  });
});

describe('tasks', () => {
  it('are written when they are ready, by the standard layout (R-TASK-1, R-TASK-3)', async () => {
    const { scenario } = await withAdaInHubSpot();
    await scenario.api.saveTask(aTask());
    await scenario.pass();
    expect(tasksOf(scenario)).toMatchObject([
      { hs_task_type: 'CALL', hs_task_status: 'NOT_STARTED', hs_task_priority: 'HIGH' },
    ]);
  });

  it('of emails are not written before they are done (R-TASK-1)', async () => {
    const { scenario } = await withAdaInHubSpot();
    await scenario.api.saveTask(aTask({ type: 'EMAIL', subject: 'Write' }));
    await scenario.pass();
    expect(tasksOf(scenario, 'Write')).toEqual([]);
  });

  it('hang on the contact, for whom they wait (R-TASK-2)', async () => {
    const scenario = await openHubSpotScenario();
    await scenario.api.saveTask(aTask());
    await scenario.pass();
    expect(tasksOf(scenario)).toEqual([]);
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' });
    await scenario.pass();
    const [contact] = scenario.person.find('contacts', { email: ada });
    const ref = { object: 'tasks', id: String(tasksOf(scenario)[0]?.['id']) };
    const { portal } = scenario.world.simulator;
    expect(portal.associated(ref, 'contacts').map(({ id }) => id)).toEqual([contact?.['id']]);
  });

  it('are archived when the platform deletes them (R-TASK-4)', async () => {
    const { scenario } = await withAdaInHubSpot();
    await scenario.api.saveTask(aTask());
    await scenario.pass();
    const [task] = tasksOf(scenario);
    await scenario.api.deleteTask('task-1');
    await scenario.pass();
    expect(scenario.person.see('tasks', String(task?.['id']))).toMatchObject({ archived: true });
  });

  it('that somebody completes in HubSpot are complete on the platform (R-TASK-5)', async () => {
    const { scenario } = await withAdaInHubSpot();
    await scenario.api.saveTask(aTask());
    await scenario.pass();
    const [task] = tasksOf(scenario);
    scenario.person.edit('tasks', String(task?.['id']), { hs_task_status: 'COMPLETED' });
    await scenario.pass();
    expect(await scenario.api.task('task-1')).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('deals', () => {
  const aDeal = async () => {
    const { scenario, companyId, contactId } = await withAdaInHubSpot();
    const id = scenario.person.create('deals', {
      dealname: 'Engines',
      pipeline: 'default',
      dealstage: 'appointmentscheduled',
    });
    const { portal } = scenario.world.simulator;
    const from = { object: 'deals', id };
    portal.associate({ from, to: { object: 'companies', id: companyId } });
    portal.associate({ from, to: { object: 'contacts', id: contactId } });
    await scenario.pass();
    return { scenario, id };
  };

  it('are read with their company and person, who have an open one (R-OPP-1, R-OPP-3)', async () => {
    const { scenario, id } = await aDeal();
    expect(await scenario.api.company('analytical.example')).toMatchObject({
      hasOpenOpportunity: true,
      opportunities: [{ name: 'Engines' }],
    });
    expect(await scenario.api.person(ada)).toMatchObject({ hasOpenOpportunity: true });
    scenario.person.edit('deals', id, { dealstage: 'closedlost' });
    await scenario.pass();
    expect(await scenario.api.person(ada)).toMatchObject({ hasOpenOpportunity: false });
  });

  it('are never written (R-OPP-2)', async () => {
    const { scenario } = await aDeal();
    await scenario.api.syncPerson({ email: ada, title: 'Countess' }, { play: 'Engines' });
    await scenario.pass();
    expect(scenario.ourChanges({ object: 'deals' })).toEqual([]);
  });
});
