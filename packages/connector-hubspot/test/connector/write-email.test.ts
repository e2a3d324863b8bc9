import { toInstant, toRemoteId, type DraftLink, type EmailContent } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../simulator/index.ts';
import { hubspot, hubspotOn } from '../../src/hubspot.ts';
import { openStage, type Stage } from './open-stage.ts';
import { associated, countOf, held, idsOf, insert, pathStyles } from './write-stage.ts';

const { emails } = hubspot.objects;
const sentAt = toInstant(Date.parse('2026-05-31T09:00:00Z'));

const sent: EmailContent = {
  messageId: '<One.2+x@Mail.platform.example>',
  threadId: 'thread-1',
  direction: 'outbound',
  subject: 'Engines',
  html: '<p>Dear Ada</p>',
  text: 'Dear Ada',
  sentAt,
  sender: 'rep@platform.example',
  recipients: ['ada@acme.example', 'a.lovelace@home.example'],
};

const link = (role: DraftLink['role'], object: string, id: string): DraftLink => ({
  role,
  object,
  id: toRemoteId(id),
});

const openWithPerson = async (options: SimulatorOptions = {}) => {
  const stage = await openStage(options);
  const contact = insert(stage, 'contacts', { email: 'ada@acme.example' });
  const company = insert(stage, 'companies', { name: 'Acme' });
  const owner = stage.crm.portal.addOwner({
    email: 'rep@platform.example',
    firstName: 'Rep',
    lastName: 'Resentative',
  });
  const links = [
    link('person', 'contacts', contact),
    link('company', 'companies', company),
    link('owner', 'owners', owner),
  ];
  return { stage, contact, company, owner, links };
};

const layOut = async ({ context }: Stage, email: EmailContent) =>
  emails.activities.email(email, await emails.describe(context));

describe.each(pathStyles)('a new email under $name paths', (paths) => {
  const { create } = hubspotOn(paths).objects.emails.write;

  it('looks as HubSpot shows one that was sent (R-EMAIL-9)', async () => {
    const { stage, links } = await openWithPerson();
    const [id] = idsOf(
      await create.call(stage.context, [{ fields: await layOut(stage, sent), links }]),
    );
    expect(held(stage, 'emails', id)).toMatchObject({
      hs_timestamp: '2026-05-31T09:00:00Z',
      hs_email_direction: 'EMAIL',
      hs_email_status: 'SENT',
      hs_email_subject: 'Engines',
      hs_email_html: '<p>Dear Ada</p>',
      hs_email_text: 'Dear Ada',
      hs_email_message_id: '<One.2+x@Mail.platform.example>',
      hs_email_from_email: 'rep@platform.example',
      hs_email_to_email: 'ada@acme.example;a.lovelace@home.example',
    });
  });

  it('hangs on its person whichever address it used (R-EMAIL-7)', async () => {
    const { stage, contact, company, owner, links } = await openWithPerson();
    const fields = await layOut(stage, { ...sent, recipients: ['other@home.example'] });
    const [id] = idsOf(await create.call(stage.context, [{ fields, links }]));
    const of = { object: 'emails', id } as const;
    expect(associated(stage, of, 'contacts')).toEqual([{ id: contact, typeIds: [198] }]);
    expect(associated(stage, of, 'companies')).toEqual([{ id: company, typeIds: [186] }]);
    expect(held(stage, 'emails', id)).toMatchObject({ hubspot_owner_id: owner });
  });

  it('of nobody whom HubSpot knows is recorded all the same (R-EMAIL-7)', async () => {
    const { stage, links } = await openWithPerson();
    const [person] = links as [DraftLink];
    const draft = { fields: await layOut(stage, sent), links: [person] };
    const [id] = idsOf(await create.call(stage.context, [draft]));
    expect(held(stage, 'emails', id)).not.toHaveProperty('hubspot_owner_id', expect.any(String));
  });
});

describe('an email', () => {
  it('that is a reply came in', async () => {
    const { stage, links } = await openWithPerson();
    const reply: EmailContent = {
      ...sent,
      direction: 'reply',
      html: null,
      sender: 'ada@acme.example',
      recipients: ['rep@platform.example'],
    };
    const fields = await layOut(stage, reply);
    const [id] = idsOf(await emails.write.create.call(stage.context, [{ fields, links }]));
    expect(held(stage, 'emails', id)).toMatchObject({
      hs_email_direction: 'INCOMING_EMAIL',
      hs_email_text: 'Dear Ada',
      hs_email_from_email: 'ada@acme.example',
    });
    expect(fields).not.toHaveProperty('hs_email_html');
  });

  it('names as many people as there is room for, whole', async () => {
    const { stage, links } = await openWithPerson();
    const recipients = Array.from({ length: 5000 }, (_, at) => `person-${at}@acme.example`);
    const fields = await layOut(stage, { ...sent, recipients });
    const [id] = idsOf(await emails.write.create.call(stage.context, [{ fields, links }]));
    const headers = String(fields['hs_email_headers']);
    expect(headers.length).toBeLessThanOrEqual(65_536);
    const { to } = JSON.parse(headers) as { to: { email: string }[] };
    expect(to.length).toBeGreaterThan(1000);
    expect(to).toEqual(recipients.slice(0, to.length).map((email) => ({ email })));
    expect(id).toBeDefined();
  });

  it('that is too long ends where its property does', async () => {
    const { stage } = await openWithPerson();
    const fields = await layOut(stage, { ...sent, html: `${'x'.repeat(65_535)}😀` });
    expect(fields['hs_email_html']).toBe('x'.repeat(65_535));
  });

  it.each(['reject', 'ignore'] as const)(
    'is written where HubSpot does %s what it does not let us set',
    async (activityBadProperties) => {
      const { stage, links } = await openWithPerson({ rules: { activityBadProperties } });
      const fields = await layOut(stage, sent);
      idsOf(await emails.write.create.call(stage.context, [{ fields, links }]));
      expect(countOf(stage, 'emails')).toBe(1);
    },
  );

  it('without a time is refused, and its neighbours are not (R-ERR-3)', async () => {
    const { stage, links } = await openWithPerson();
    const { hs_timestamp: _, ...timeless } = await layOut(stage, sent);
    const drafts = [
      { fields: timeless, links },
      { fields: await layOut(stage, sent), links },
    ];
    expect(await emails.write.create.call(stage.context, drafts)).toMatchObject([
      { ok: false, error: { code: 'invalid', effect: 'none' } },
      { ok: true },
    ]);
  });

  it('has what happened later in our own properties (R-EMAIL-2)', async () => {
    const { stage, links } = await openWithPerson();
    const draft = { fields: await layOut(stage, sent), links };
    const [id] = idsOf(await emails.write.create.call(stage.context, [draft]));
    const fields = { unify_click_count: 2, unify_is_opened: true };
    await emails.write.update.call(stage.context, [{ id: id ?? toRemoteId(''), fields }]);
    expect(held(stage, 'emails', id)).toMatchObject({
      unify_click_count: '2',
      unify_is_opened: 'true',
    });
  });

  it('that is removed is gone, and is so again', async () => {
    const { stage, links } = await openWithPerson();
    const draft = { fields: await layOut(stage, sent), links };
    const ids = idsOf(await emails.write.create.call(stage.context, [draft]));
    for (let times = 0; times < 2; times += 1) {
      expect(idsOf(await emails.write.remove.call(stage.context, ids))).toEqual(ids);
    }
    expect(countOf(stage, 'emails')).toBe(0);
  });
});

describe('a lost create', () => {
  const bare: SimulatorOptions = {
    productFields: false,
    rules: { searchLag: { minMs: 30_000, maxMs: 60_000 } },
  };

  const lose = async (kind: string, options = bare) => {
    const { stage, links, ...more } = await openWithPerson(options);
    const draft = { fields: await layOut(stage, sent), links };
    const { userId } = await hubspot.identify(stage.context);
    const since = toInstant(stage.crm.clock.now());
    stage.crm.faults.add({
      kind,
      when: 'after',
      delayMs: 20,
      match: { path: '/batch/create' },
      times: 1,
    });
    const lost = emails.write.create.call(stage.context, [draft]);
    await expect(lost).rejects.toMatchObject({ effect: 'unknown' });
    const find = () => emails.write.findCreated(stage.context, { draft, since, userId });
    return { stage, draft, find, ...more };
  };

  it.each(['reset', 'truncate', 'malformed'])(
    'is found at once without a key after a %s, and nothing else (R-DUP-1)',
    async (kind) => {
      const { stage, contact, draft, find } = await lose(kind);
      const other = { ...draft.fields, hs_email_message_id: '<other@platform.example>' };
      const { hs_email_message_id: _, ...unnamed } = draft.fields;
      const id = stage.crm.portal.insert('emails', unnamed);
      stage.crm.portal.associate({
        from: { object: 'emails', id },
        to: { object: 'contacts', id: contact },
      });
      idsOf(await emails.write.create.call(stage.context, [{ ...draft, fields: other }]));
      const found = await find();
      expect(found).toHaveLength(1);
      expect(found[0]?.fields).toMatchObject(draft.fields);
    },
  );

  it('that never arrived is not found', async () => {
    const { stage, links } = await openWithPerson(bare);
    const draft = { fields: await layOut(stage, sent), links };
    const { userId } = await hubspot.identify(stage.context);
    const since = toInstant(stage.crm.clock.now());
    expect(await emails.write.findCreated(stage.context, { draft, since, userId })).toEqual([]);
  });

  it("that arrives late is found then, and a person's copy is not (R-DUP-1)", async () => {
    const { stage, contact, draft, find } = await lose('zombie');
    const id = stage.crm.portal.insert('emails', { ...draft.fields });
    stage.crm.portal.associate({
      from: { object: 'emails', id },
      to: { object: 'contacts', id: contact },
    });
    await expect.poll(() => countOf(stage, 'emails')).toBe(2);
    const found = await find();
    expect(found).toHaveLength(1);
    expect(found[0]?.id).not.toBe(id);
  });
});
