import type { LongTransaction, SimulatedOrg } from '@concord/connector-salesforce/simulator';
import { attempt } from '../crm/attempt.ts';
import { salesforceFacts } from '../crm/salesforce-facts.ts';
import type { People } from '../crm/simulated-crm.ts';
import type { World } from '../world/world.ts';
import { domainOf, domains, emails, spellingsOf } from './cast.ts';
import type { Deed } from './schedule.ts';

const { edited } = salesforceFacts;

const emptied: ReadonlySet<string> = new Set(['Name', 'Priority']);

/** Does what people and other integrations do in the CRM, who see nothing of us. */
export function salesforcePeople(world: World, simulated: SimulatedOrg): People {
  const random = world.chance('people');
  const { timeline, met } = world;
  const { org, report } = simulated;
  const ours = report.users.integration;
  const shown = new Set<{ object: string; id: string }>();
  const open: LongTransaction[] = [];
  let made = 0;
  const value = (field: string) =>
    field === 'Priority' ? random.pick(['High', 'Normal', 'Low']) : `typed ${(made += 1)}`;
  const transaction = () => {
    const [long] = open;
    return long !== undefined && random.chance(0.5) ? { transaction: long } : {};
  };
  const some = (object: string): string | undefined => {
    const ids = org.ids(object);
    return ids[random.below(ids.length)];
  };
  const edit = () => {
    const object = random.pick(['Account', 'Contact', 'Contact', 'Lead', 'Task']);
    const id = some(object);
    if (id === undefined) return;
    const field = random.pick(edited[object] ?? []);
    const isEmptied = random.chance(0.35) && !emptied.has(field);
    org.update({ object, id }, { [field]: isEmptied ? null : value(field) }, transaction());
  };
  const insertPerson = (object: 'Contact' | 'Lead') => {
    const email = random.pick(emails);
    const fields = {
      LastName: `Typed ${email}`,
      Email: random.pick(spellingsOf.email(email)),
      ...(object === 'Lead' ? { Company: `Company ${domainOf(email)}` } : {}),
      ...(random.chance(0.5) ? { Title: value('Title') } : {}),
    };
    org.insert(object, fields, transaction());
  };
  const insertAccount = () => {
    const domain = random.pick(domains);
    const Website = random.pick(spellingsOf.domain(domain));
    org.insert('Account', { Name: `Typed ${domain}`, Website }, transaction());
  };
  const rekey = () => {
    const object = random.pick(['Contact', 'Lead']);
    const id = some(object);
    if (id !== undefined) org.update({ object, id }, { Email: `moved-${(made += 1)}@acme.com` });
  };
  const merge = () => {
    const object = random.pick(['Account', 'Contact', 'Lead']);
    const [winner, loser] = [some(object), some(object)];
    if (winner === undefined || loser === undefined || winner === loser) return;
    org.merge(object, { winner, losers: [loser], values: {} });
    met('records are merged');
  };
  const gone: { object: string; id: string }[] = [];
  const remove = () => {
    const object = random.pick(['Account', 'Contact', 'Lead', 'Task']);
    const id = some(object);
    if (id === undefined) return;
    org.remove({ object, id });
    gone.push({ object, id });
  };
  const restore = () => {
    const last = gone.pop();
    if (last !== undefined) org.undelete(last);
  };
  const convert = () => {
    const leadId = some('Lead');
    if (leadId === undefined) return;
    const contactId = random.chance(0.3) ? some('Contact') : undefined;
    org.convert({
      leadId,
      ...(contactId === undefined ? {} : { contactId }),
      doNotCreateOpportunity: true,
    });
    met('a lead is converted');
  };
  const dial = () => {
    const WhoId = some(random.pick(['Contact', 'Lead']));
    if (WhoId === undefined) return;
    const call = {
      Subject: `Call ${(made += 1)}`,
      WhoId,
      Status: 'Completed',
      TaskSubtype: 'Call',
      CallType: 'Outbound',
    };
    org.insert('Task', call);
    met('a dialer logs a call');
  };
  const complete = () => {
    const id = some('Task');
    if (id !== undefined) org.update({ object: 'Task', id }, { Status: 'Completed' });
  };
  const opportunity = () => {
    const AccountId = some('Account');
    if (AccountId === undefined) return;
    const deal = {
      Name: `Deal ${(made += 1)}`,
      AccountId,
      StageName: 'Prospecting',
      CloseDate: '2026-06-01',
    };
    const OpportunityId = org.insert('Opportunity', deal);
    const ContactId = some('Contact');
    if (ContactId !== undefined) org.insert('OpportunityContactRole', { OpportunityId, ContactId });
  };
  const win = () => {
    const id = some('Opportunity');
    if (id !== undefined) org.update({ object: 'Opportunity', id }, { StageName: 'Closed Won' });
  };
  const rivalEmail = async () => {
    const known = await world.store.listRecords({ object: 'emailMessage', first: 20, after: null });
    const messageId = random.pick(known.items.map(({ item }) => item.fields['messageId']));
    attempt(() => {
      org.insert('EmailMessage', {
        MessageIdentifier: String(messageId),
        Subject: 'Logged by another integration',
        TextBody: 'Hello',
        Status: '3',
      });
      met('another integration records an email');
    });
  };
  const hide = () => {
    const object = random.pick(['Contact', 'Lead', 'Account']);
    const id = some(object);
    if (id === undefined) return;
    const ref = { object, id };
    org.share(ref, { user: ours, isVisible: false });
    shown.add(ref);
    world.hidden.add(id);
    met('a record is hidden from us');
  };
  const begin = () => {
    const long = org.begin();
    open.push(long);
    timeline.at(timeline.now() + random.below(4 * 60_000), () => end(long));
  };
  const end = (long: LongTransaction) => {
    const at = open.indexOf(long);
    if (at < 0) return;
    open.splice(at, 1);
    attempt(() => (random.chance(0.8) ? org.commit(long) : org.rollback(long)));
    met('a long transaction ends');
  };
  const forbid = () => {
    const object = random.pick(['Contact', 'Lead', 'Account']);
    const field = random.pick(edited[object] ?? []);
    const level = random.pick(['none', 'read'] as const);
    simulated.setRules({ permissions: [{ user: ours, object, fields: { [field]: level } }] });
    timeline.at(timeline.now() + random.below(9 * 60_000), () =>
      simulated.setRules({ permissions: [] }),
    );
  };
  const validate = () => {
    const object = random.pick(['Contact', 'Lead']);
    const rule = { name: 'Title', object, errorWhen: "Title LIKE 'title%'", message: 'No.' };
    simulated.setRules({ validations: [rule] });
    timeline.at(timeline.now() + random.below(9 * 60_000), () =>
      simulated.setRules({ validations: [] }),
    );
  };
  const duplicateRules = () => simulated.setRules({ standardDuplicateRules: random.chance(0.7) });
  const deeds: Deed[] = [
    { name: 'edit', weight: 40, run: () => attempt(edit) },
    { name: 'insert contact', weight: 8, run: () => attempt(() => insertPerson('Contact')) },
    { name: 'insert lead', weight: 6, run: () => attempt(() => insertPerson('Lead')) },
    { name: 'insert account', weight: 6, run: () => attempt(insertAccount) },
    { name: 'change an address', weight: 2, run: () => attempt(rekey) },
    { name: 'merge', weight: 5, run: () => attempt(merge) },
    { name: 'delete', weight: 4, run: () => attempt(remove) },
    { name: 'undelete', weight: 3, run: () => attempt(restore) },
    { name: 'convert', weight: 5, run: () => attempt(convert) },
    { name: 'dial', weight: 5, run: () => attempt(dial) },
    { name: 'complete a task', weight: 4, run: () => attempt(complete) },
    { name: 'begin a deal', weight: 3, run: () => attempt(opportunity) },
    { name: 'win a deal', weight: 2, run: () => attempt(win) },
    { name: 'rival email', weight: 4, run: () => void rivalEmail().catch(() => {}) },
    { name: 'hide', weight: 2, run: hide },
    { name: 'begin a long transaction', weight: 3, run: begin },
    { name: 'take a permission', weight: 3, run: forbid },
    { name: 'add a validation rule', weight: 2, run: validate },
    { name: 'change duplicate rules', weight: 3, run: duplicateRules },
  ];
  return {
    random,
    deeds,
    heal: () => {
      for (const long of open.slice()) end(long);
      simulated.setRules({ permissions: [], validations: [], standardDuplicateRules: false });
      for (const ref of shown) org.share(ref, { user: ours, isVisible: true });
    },
  };
}
