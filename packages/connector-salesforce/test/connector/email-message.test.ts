import { toInstant } from '@concord/core/contract';
import type { DraftLink, EmailContent, RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { createdByUs, idOf, openStage, type Stage } from './open-stage.ts';

const { EmailMessage } = salesforce.objects;
const { write } = EmailMessage;
const keyFields = {
  email: [],
  domain: [],
  'unique-key': ['Unify_Metadata__c'],
  'message-id': ['MessageIdentifier'],
};

const sent: EmailContent = {
  messageId: '<1@platform.example>',
  threadId: 'thread-1',
  direction: 'outbound',
  subject: 'Engines',
  html: '<p>Dear Ada</p>',
  text: 'Dear Ada',
  sentAt: toInstant(Date.parse('2026-03-24T09:00:00Z')),
  sender: 'rep@platform.example',
  recipients: ['ada@acme.example', 'office@acme.example'],
};

const reply: EmailContent = {
  ...sent,
  messageId: '<2@acme.example>',
  direction: 'reply',
  sender: 'ada@acme.example',
  recipients: ['rep@platform.example'],
};

const link = (role: DraftLink['role'], object: string, id: string): DraftLink => ({
  role,
  object,
  id: id as RemoteId,
});

/** An organisation with Ada, her account, a lead, and a rep who is one of its users. */
const openWithAda = async () => {
  const stage = await openStage();
  const { org, report } = stage.crm;
  const account = org.insert('Account', { Name: 'Acme' });
  const person = { LastName: 'Lovelace', Email: 'ada@acme.example' };
  const contact = org.insert('Contact', { ...person, AccountId: account });
  const lead = org.insert('Lead', { ...person, Company: 'Acme' });
  const [, rep = ''] = report.users.owners;
  const links = [link('person', 'Contact', contact), link('company', 'Account', account)];
  return { stage, account, contact, lead, rep, links, owner: link('owner', 'User', rep) };
};

const layOut = async ({ context }: Stage, email: EmailContent) =>
  EmailMessage.activities.email(email, await EmailMessage.describe(context));

const held = ({ crm }: Stage, id: string) => crm.org.read({ object: 'EmailMessage', id });

/** Who an email is related to: the kind of each relation, its record and address. */
const relationsOf = ({ crm }: Stage, id: string) =>
  crm.org
    .ids('EmailMessageRelation')
    .map((one) => crm.org.read({ object: 'EmailMessageRelation', id: one }))
    .filter((one) => one?.['EmailMessageId'] === id)
    .map((one) => [one?.['RelationType'], one?.['RelationId'], one?.['RelationAddress']]);

const match = async ({ context }: Stage, values: readonly string[]) => {
  const keys = values.map((value) => ({ kind: 'message-id', value }) as const);
  const found = await write.match(context, { keys, fields: [], keyFields });
  return found.map((candidates) => candidates.map(({ id }) => id));
};

describe('a new email', () => {
  it('looks as it was sent (R-EMAIL-6, R-EMAIL-9)', async () => {
    const { stage, links } = await openWithAda();
    const draft = { fields: await layOut(stage, sent), links };
    const id = idOf(await write.create.call(stage.context, [draft]));
    expect(held(stage, id)).toMatchObject({
      MessageIdentifier: '<1@platform.example>',
      ThreadIdentifier: 'thread-1',
      Incoming: false,
      Status: '3',
      MessageDate: '2026-03-24T09:00:00.000+0000',
      Subject: 'Engines',
      HtmlBody: '<p>Dear Ada</p>',
      TextBody: 'Dear Ada',
      FromAddress: 'rep@platform.example',
      ToAddress: 'ada@acme.example; office@acme.example',
    });
  });

  it('hangs on its contact, her account and the user who sent it (R-EMAIL-7)', async () => {
    const { stage, account, contact, rep, links, owner } = await openWithAda();
    const draft = { fields: await layOut(stage, sent), links: [...links, owner] };
    const before = stage.crm.wire.count;
    const id = idOf(await write.create.call(stage.context, [draft]));
    expect(stage.crm.wire.count).toBe(before + 1);
    expect(held(stage, id)).toMatchObject({ RelatedToId: account });
    expect(relationsOf(stage, id)).toEqual([
      ['ToAddress', contact, 'ada@acme.example'],
      ['FromAddress', rep, 'rep@platform.example'],
    ]);
  });

  it('that answers ours comes from the person, and goes to the user (R-EMAIL-7)', async () => {
    const { stage, contact, rep, links, owner } = await openWithAda();
    const draft = { fields: await layOut(stage, reply), links: [...links, owner] };
    const id = idOf(await write.create.call(stage.context, [draft]));
    expect(held(stage, id)).toMatchObject({ Incoming: true, Status: '1' });
    expect(relationsOf(stage, id).map(([type, who]) => [type, who])).toEqual([
      ['ToAddress', rep],
      ['FromAddress', contact],
    ]);
  });

  it('of a lead hangs on no account (R-EMAIL-7)', async () => {
    const { stage, account, lead } = await openWithAda();
    const links = [link('person', 'Lead', lead), link('company', 'Account', account)];
    const draft = { fields: await layOut(stage, sent), links };
    const id = idOf(await write.create.call(stage.context, [draft]));
    expect(held(stage, id)).toMatchObject({ RelatedToId: null });
    expect(relationsOf(stage, id)).toEqual([['ToAddress', lead, 'ada@acme.example']]);
  });

  it('is created once, and is a success, where its sender cannot be linked', async () => {
    const { stage, links } = await openWithAda();
    const nobody = link('owner', 'User', '005000000000999AAA');
    const draft = { fields: await layOut(stage, sent), links: [...links, nobody] };
    const id = idOf(await write.create.call(stage.context, [draft]));
    expect(createdByUs(stage, 'EmailMessage')).toEqual([id]);
    expect(relationsOf(stage, id).map(([type]) => type)).toEqual(['ToAddress']);
  });

  it('does not suffer from another one that is refused (R-ERR-3)', async () => {
    const { stage, links, owner } = await openWithAda();
    const fields = await layOut(stage, sent);
    const bad = { fields: { ...fields, Status: 'Purple' }, links: [...links, owner] };
    const good = { fields, links: [...links, owner] };
    const results = await write.create.call(stage.context, [bad, good, bad]);
    expect(results.map(({ ok }) => ok)).toEqual([false, true, false]);
    expect(createdByUs(stage, 'EmailMessage')).toHaveLength(1);
    expect(results[0]).toMatchObject({ error: { code: 'invalid', reason: 'not-a-choice' } });
  });

  it('is one of as many as a call takes, each with its sender (R-TIME-6)', async () => {
    const { stage, links, owner } = await openWithAda();
    const drafts = await Promise.all(
      Array.from({ length: write.create.batchMax }, async (_, at) => ({
        fields: await layOut(stage, { ...sent, messageId: `<${at}@platform.example>` }),
        links: [...links, owner],
      })),
    );
    const before = stage.crm.wire.count;
    const results = await write.create.call(stage.context, drafts);
    expect(stage.crm.wire.count).toBe(before + 1);
    const ids = results.map((one) => (one.ok ? one.id : ''));
    expect(ids.map((id) => held(stage, id)?.['MessageIdentifier'])).toEqual(
      drafts.map(({ fields }) => fields['MessageIdentifier']),
    );
    expect(ids.every((id) => relationsOf(stage, id).length === 2)).toBe(true);
  });

  it('takes a text that looks like a reference literally', async () => {
    const { stage, links, owner } = await openWithAda();
    const text = 'Dear @{email0.id}, @{';
    const draft = { fields: await layOut(stage, { ...sent, text }), links: [...links, owner] };
    const id = idOf(await write.create.call(stage.context, [draft]));
    expect(held(stage, id)).toMatchObject({ TextBody: text });
    expect(relationsOf(stage, id).map(([type]) => type)).toEqual(['ToAddress']);
  });

  it('leaves out whole addresses that its field has no room for', async () => {
    const { stage } = await openWithAda();
    const recipients = Array.from({ length: 400 }, (_, at) => `person${at}@acme.example`);
    const { ToAddress } = await layOut(stage, { ...sent, recipients });
    const kept = String(ToAddress).split('; ');
    expect(String(ToAddress).length).toBeLessThanOrEqual(4000);
    expect(recipients).toEqual(expect.arrayContaining(kept));
  });
});

describe('an email that is there', () => {
  it('is found by its message id, with or without brackets (R-EMAIL-5)', async () => {
    const { stage } = await openWithAda();
    const add = (MessageIdentifier: string) =>
      stage.crm.org.insert('EmailMessage', { MessageIdentifier, Subject: 'x', Status: '3' });
    const ids = [add('<1@platform.example>'), add('2@platform.example')];
    add('<11@platform.example>');
    const keys = ['<1@platform.example>', '<2@platform.example>', '<3@platform.example>'];
    expect(await match(stage, keys)).toEqual([[ids[0]], [ids[1]], []]);
  });

  it('is found once a create whose answer was lost made it (R-DUP-1)', async () => {
    const { stage, links, owner } = await openWithAda();
    const draft = { fields: await layOut(stage, sent), links: [...links, owner] };
    const fault = {
      kind: 'reset',
      when: 'after',
      match: { path: '/composite' },
      times: 1,
    } as const;
    stage.crm.faults.add(fault);
    const work = write.create.call(stage.context, [draft]);
    await expect(work).rejects.toMatchObject({ effect: 'unknown' });
    expect(await match(stage, [sent.messageId])).toEqual([createdByUs(stage, 'EmailMessage')]);
  });

  it('can be changed in custom fields alone, and is described so (R-EMAIL-2)', async () => {
    const { stage } = await openWithAda();
    const described = await EmailMessage.describe(stage.context);
    const updatable = described.fields.filter((field) => field.updatable);
    expect(updatable.length).toBeGreaterThan(0);
    expect(updatable.every(({ custom }) => custom)).toBe(true);
    const id = idOf(
      await write.create.call(stage.context, [{ fields: await layOut(stage, sent) }]),
    );
    const change = { id, fields: { Unify_Click_Count__c: 3, Unify_Is_Opened__c: true } };
    expect(await write.update.call(stage.context, [change])).toEqual([{ ok: true, id }]);
    expect(held(stage, id)).toMatchObject({ Unify_Click_Count__c: 3, Subject: 'Engines' });
  });

  it('has every field that is mapped by default (R-EMAIL-6)', async () => {
    const { stage } = await openWithAda();
    const { fields } = await EmailMessage.describe(stage.context);
    const names = fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.values(EmailMessage.defaultMapping)));
  });
});

describe('an organisation without Enhanced Email', () => {
  it('has no emails of people', async () => {
    const { context } = await openStage({ rules: { enhancedEmail: false } });
    const work = EmailMessage.describe(context);
    await expect(work).rejects.toMatchObject({ code: 'not-found', effect: 'none' });
  });
});

describe('a lost create of an email', () => {
  it('is found by its message id and who made it, and no other recording is (R-DUP-1)', async () => {
    const stage = await openStage({ productFields: false });
    const MessageIdentifier = sent.messageId;
    stage.crm.org.insert('EmailMessage', { MessageIdentifier, Status: '3' });
    const since = toInstant(stage.crm.clock.now());
    const draft = { fields: await layOut(stage, sent) };
    const lost = { draft, since, userId: stage.us };
    expect(await write.findCreated(stage.context, lost)).toEqual([]);
    const id = idOf(await write.create.call(stage.context, [draft]));
    const found = await write.findCreated(stage.context, lost);
    expect(found.map((record) => record.id)).toEqual([id]);
  });
});
