import { describe, expect, it } from 'vitest';
import type { EmailInput, EngineEvent } from '@concord/core/engine';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { records } from './records.ts';
import { connectionId, type SyncWorld, type SyncWorldOptions } from './sync-world.ts';

const person = 'ada@mail.example';
const rep = 'sim.person@sim.example';

const anEmail = (fields: EmailInput['fields'] = {}, id = 'e1'): EmailInput => ({
  id,
  person,
  fields: {
    messageId: `<${id}@platform.example>`,
    threadId: 't1',
    direction: 'outbound',
    origin: 'automatic',
    sender: rep,
    recipients: person,
    subject: 'Hello',
    html: '<p>Hello Ada</p>',
    template: 'Hello {{person.firstName}}',
    sentAt: '2026-03-24T10:00:00.000Z',
    ...fields,
  },
});

const aReply = (fields: EmailInput['fields'] = {}): EmailInput =>
  anEmail(
    {
      direction: 'reply',
      inReplyTo: '<e1@platform.example>',
      sender: person,
      recipients: rep,
      html: '<p>Thanks</p>',
      ...fields,
    },
    'e2',
  );

const messages = (here: SyncWorld) =>
  records(here, 'EmailMessage').filter((one) =>
    String(one['MessageIdentifier'] ?? '').endsWith('@platform.example>'),
  );

const withContact = async (options: SyncWorldOptions = {}) => {
  const here = await openSyncWorld(options);
  const AccountId = here.simulator.org.insert('Account', { Name: 'Mail', Website: 'mail.example' });
  const contactId = here.simulator.org.insert('Contact', {
    LastName: 'Adler',
    Email: person,
    AccountId,
  });
  await here.settle();
  return { here, contactId, AccountId };
};

const outcomesOf = async ({ store }: SyncWorld) => {
  const filter = { connectionId, object: 'emailMessage' } as const;
  const { items } = await store.listOutcomes({ filter, first: 50, after: null });
  return items.map(({ item }) => item);
};

describe('emails', () => {
  it('are recorded with person, account and rep, with no mapping set up (R-EMAIL-7, R-EMAIL-9)', async () => {
    const { here, contactId, AccountId } = await withContact();
    takeAnswer(await here.engine.recordEmailMessage(anEmail(), {}));
    await here.settle();
    const [message, ...others] = messages(here);
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      Subject: 'Hello',
      HtmlBody: '<p>Hello Ada</p>',
      Incoming: false,
      RelatedToId: AccountId,
    });
    const relations = records(here, 'EmailMessageRelation', { EmailMessageId: message?.['Id'] });
    expect(relations).toContainEqual(
      expect.objectContaining({ RelationType: 'ToAddress', RelationId: contactId }),
    );
    expect(relations).toContainEqual(expect.objectContaining({ RelationType: 'FromAddress' }));
  });

  it('are recorded once, however often they are told (R-EMAIL-2, R-DUP-1)', async () => {
    const { here } = await withContact();
    takeAnswer(await here.engine.recordEmailMessage(anEmail(), {}));
    await here.settle();
    takeAnswer(await here.engine.recordEmailMessage(anEmail({ subject: 'Changed' }), {}));
    await here.settle();
    expect(messages(here)).toMatchObject([{ Subject: 'Hello' }]);
  });

  it('tell of later events in product fields of our own messages (R-EMAIL-6)', async () => {
    const { here } = await withContact();
    takeAnswer(await here.engine.recordEmailMessage(anEmail(), {}));
    await here.settle();
    const events = { isOpened: true, firstOpenedAt: '2026-03-24T11:00:00.000Z', clickCount: 2 };
    takeAnswer(await here.engine.recordEmailMessage(anEmail(events), {}));
    await here.settle();
    expect(messages(here)).toMatchObject([
      { Unify_Is_Opened__c: true, Unify_Click_Count__c: 2, Unify_Is_Bounced__c: false },
    ]);
  });

  it('wait for their person, and are recorded by themselves (R-EMAIL-3)', async () => {
    const here = await openSyncWorld();
    takeAnswer(await here.engine.recordEmailMessage(anEmail(), {}));
    await here.engine.runWrite(connectionId, new AbortController().signal);
    expect(await outcomesOf(here)).toMatchObject([{ status: 'waiting', reason: 'person' }]);
    expect(records(here, 'Contact', { Email: person })).toEqual([]);
    takeAnswer(await here.engine.syncPerson({ email: person, fields: { lastName: 'A' } }, {}));
    await here.settle();
    expect(messages(here)).toHaveLength(1);
  });

  it('are linked, not written, when another integration recorded them (R-EMAIL-5)', async () => {
    const { here } = await withContact();
    here.simulator.org.insert('EmailMessage', {
      MessageIdentifier: '<e1@platform.example>',
      Subject: 'Theirs',
      Status: '3',
    });
    takeAnswer(await here.engine.recordEmailMessage(anEmail({ isOpened: true }), {}));
    await here.settle();
    expect(messages(here)).toMatchObject([{ Subject: 'Theirs', Unify_Is_Opened__c: false }]);
    expect(await outcomesOf(here)).toMatchObject([
      { status: 'skipped', reason: 'recorded-already' },
    ]);
  });

  it('stay recorded once when another integration records them in that very moment (R-EMAIL-5)', async () => {
    const opened: SyncWorld[] = [];
    const theirs: string[] = [];
    const report = ({ event, object }: EngineEvent) => {
      if (event !== 'write-call' || object !== 'EmailMessage' || theirs.length > 0) return;
      const MessageIdentifier = '<e1@platform.example>';
      const fields = { MessageIdentifier, Subject: 'Theirs', Status: '3' };
      for (const { simulator } of opened) {
        theirs.push(simulator.org.insert('EmailMessage', fields));
      }
    };
    const { here } = await withContact({ report });
    opened.push(here);
    takeAnswer(await here.engine.recordEmailMessage(anEmail(), {}));
    await here.settle();
    expect(messages(here)).toMatchObject([{ Id: theirs[0], Subject: 'Theirs' }]);
    expect(await outcomesOf(here)).toMatchObject([
      { status: 'skipped', reason: 'recorded-already', crmId: theirs[0] },
    ]);
    const logged = records(here, 'Task', { Subject: 'Email: Hello' });
    expect(logged).toEqual([]);
  });

  it.each([
    ['sent-outside', anEmail({ origin: 'outside' })],
    ['other-thread', aReply({ threadId: 'elsewhere' })],
    ['other-address', aReply({ sender: 'other@mail.example' })],
    ['sent-outside', aReply({ inReplyTo: '<unknown@platform.example>' })],
  ] as const)('are skipped as %s (R-EMAIL-1)', async (reason, email) => {
    const { here } = await withContact();
    takeAnswer(await here.engine.recordEmailMessage(anEmail(), {}));
    await here.settle();
    takeAnswer(await here.engine.recordEmailMessage(email, {}));
    await here.settle();
    expect((await outcomesOf(here))[0]).toMatchObject({ status: 'skipped', reason });
  });

  it('are recorded as incoming when they answer ours (R-EMAIL-1)', async () => {
    const { here } = await withContact();
    takeAnswer(await here.engine.recordEmailMessage(anEmail(), {}));
    takeAnswer(await here.engine.recordEmailMessage(aReply(), {}));
    await here.settle();
    expect(messages(here)).toContainEqual(
      expect.objectContaining({ Incoming: true, HtmlBody: '<p>Thanks</p>' }),
    );
  });

  it('become tasks where a person sent them by hand (R-EMAIL-4)', async () => {
    const { here, contactId } = await withContact();
    takeAnswer(await here.engine.recordEmailMessage(anEmail({ origin: 'manual' }), {}));
    await here.settle();
    expect(messages(here)).toEqual([]);
    expect(records(here, 'Task')).toContainEqual(
      expect.objectContaining({ Subject: 'Hello', TaskSubtype: 'Email', WhoId: contactId }),
    );
  });

  it('are created by us and owned by the rep, for reports to use (R-EMAIL-8)', async () => {
    const { here } = await withContact();
    takeAnswer(await here.engine.recordEmailMessage(anEmail({ origin: 'manual' }), {}));
    await here.settle();
    const us = (await here.store.getConnection(connectionId))?.userId;
    const owned = records(here, 'Task', { Subject: 'Hello' });
    const OwnerId = here.simulator.report.users.person;
    expect(owned).toMatchObject([{ CreatedById: us, OwnerId }]);
  });

  it('become tasks with the template, replies without content, by setting (R-EMAIL-4)', async () => {
    const { here } = await withContact({ settings: { emailWriteback: 'task' } });
    takeAnswer(await here.engine.recordEmailMessage(anEmail(), {}));
    takeAnswer(await here.engine.recordEmailMessage(aReply({ subject: 'Re: Hello' }), {}));
    await here.settle();
    const tasks = records(here, 'Task');
    expect(tasks).toContainEqual(
      expect.objectContaining({ Subject: 'Hello', Description: 'Hello {{person.firstName}}' }),
    );
    expect(tasks).toContainEqual(
      expect.objectContaining({ Subject: 'Re: Hello', Description: null }),
    );
  });
});
