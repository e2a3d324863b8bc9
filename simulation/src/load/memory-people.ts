import type { FieldValue, RemoteId } from '@concord/core/contract';
import { toRemoteId } from '@concord/core/contract';
import type { CrmObjectName, MemoryCrm } from '@concord/testkit/memory-crm';
import { doneStatus, integrationUser } from '@concord/testkit/memory-crm';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { People } from '../crm/simulated-crm.ts';
import type { World } from '../world/world.ts';
import { domainOf, domains, emails, spellingsOf } from './cast.ts';
import type { Deed } from './schedule.ts';

/** Somebody in the plain CRM, with what they work on. */
interface Desk {
  readonly world: World;
  readonly crm: MemoryCrm;
  readonly random: SeededRandom;
  /** Records in the bin. */
  readonly gone: RemoteId[];
  readonly next: (name: string) => string;
}

const somebody = 'somebody';

const some = ({ crm, random }: Desk, object: CrmObjectName): RemoteId | null => {
  const ids = crm.state
    .all(object)
    .filter(({ removed, continuesAs }) => !removed && continuesAs === undefined)
    .map(({ id }) => id)
    .toSorted();
  return ids.length === 0 ? null : random.pick(ids);
};

const required: ReadonlySet<string> = new Set(['Name', 'Priority']);

const edit = (desk: Desk) => {
  const { crm, random, world } = desk;
  const object = random.pick(['Company', 'Person', 'Person', 'Lead', 'Task'] as const);
  const id = some(desk, object);
  if (id === null) return;
  const field = random.pick(world.crm.facts.edited[object] ?? []);
  const isEmptied = random.chance(0.35) && !required.has(field);
  crm.state.edit(somebody, id, { [field]: isEmptied ? null : desk.next('typed') });
};

const insertPerson = (object: 'Person' | 'Lead') => (desk: Desk) => {
  const { crm, random } = desk;
  const email = random.pick(emails);
  crm.state.insert(somebody, object, {
    LastName: `Typed ${email}`,
    Email: random.pick(spellingsOf.email(email)),
    ...(object === 'Lead' ? { CompanyName: `Company ${domainOf(email)}` } : {}),
    ...(random.chance(0.5) ? { Title: desk.next('typed') } : {}),
  });
};

const insertCompany = ({ crm, random }: Desk) => {
  const domain = random.pick(domains);
  const Website = random.pick(spellingsOf.domain(domain));
  crm.state.insert(somebody, 'Company', { Name: `Typed ${domain}`, Website });
};

const rekey = (desk: Desk) => {
  const id = some(desk, desk.random.pick(['Person', 'Lead'] as const));
  if (id === null) return;
  desk.crm.state.edit(somebody, id, { Email: `${desk.next('moved').replace(' ', '-')}@acme.com` });
};

const merge = (desk: Desk) => {
  const object = desk.random.pick(['Company', 'Person', 'Lead'] as const);
  const [winner, loser] = [some(desk, object), some(desk, object)];
  if (winner === null || loser === null || winner === loser) return;
  desk.crm.state.merge(somebody, loser, winner);
  desk.world.met('records are merged');
};

const remove = (desk: Desk) => {
  const id = some(desk, desk.random.pick(['Company', 'Person', 'Lead', 'Task'] as const));
  if (id === null) return;
  desk.crm.state.remove(somebody, id);
  desk.gone.push(id);
};

const restore = ({ crm, gone }: Desk) => {
  const last = gone.pop();
  if (last !== undefined) crm.state.restore(last, somebody);
};

const carriedOver = ['Email', 'FirstName', 'LastName', 'Title', 'Phone'] as const;

/** A lead becomes a person, who may be there already. */
const convert = (desk: Desk) => {
  const { crm, random, world } = desk;
  const lead = some(desk, 'Lead');
  const known = lead === null ? null : crm.state.get(lead);
  if (lead === null || known === null) return;
  const fields = carriedOver.map((name): [string, FieldValue] => [
    name,
    known.fields[name] ?? null,
  ]);
  const given = random.chance(0.3) ? some(desk, 'Person') : null;
  const id = given ?? crm.state.insert(somebody, 'Person', Object.fromEntries(fields));
  crm.state.convert(somebody, lead, { object: 'Person', id });
  world.met('a lead is converted');
};

const dial = (desk: Desk) => {
  const PersonId = some(desk, desk.random.pick(['Person', 'Lead'] as const));
  if (PersonId === null) return;
  const call = { Subject: desk.next('Call'), PersonId, Status: doneStatus, Kind: 'call' };
  desk.crm.state.insert(somebody, 'Task', call);
  desk.world.met('a dialer logs a call');
};

const complete = (desk: Desk) => {
  const id = some(desk, 'Task');
  if (id !== null) desk.crm.state.edit(somebody, id, { Status: doneStatus });
};

const beginDeal = (desk: Desk) => {
  const { crm, world } = desk;
  const { state } = crm;
  const CompanyId = some(desk, 'Company');
  if (CompanyId === null || !world.knobs().deals) return;
  const deal = { Name: desk.next('Deal'), CompanyId, Stage: 'Open', IsClosed: false };
  const OpportunityId = state.insert(somebody, 'Opportunity', deal);
  const PersonId = some(desk, 'Person');
  if (PersonId !== null) state.insert(somebody, 'Role', { OpportunityId, PersonId });
};

const win = (desk: Desk) => {
  const id = some(desk, 'Opportunity');
  if (id !== null) desk.crm.state.edit(somebody, id, { Stage: 'Won', IsClosed: true });
};

const rivalEmail = (desk: Desk) => {
  const { crm, random, world } = desk;
  const record = async () => {
    const known = await world.store.listRecords({ object: 'emailMessage', first: 20, after: null });
    if (known.items.length === 0) return;
    const MessageId = String(random.pick(known.items).item.fields['messageId']);
    crm.state.insert(somebody, 'Email', { MessageId, Subject: 'Logged by another integration' });
    world.met('another integration records an email');
  };
  void record();
};

const hide = (desk: Desk) => {
  const id = some(desk, desk.random.pick(['Person', 'Lead', 'Company'] as const));
  if (id === null) return;
  desk.crm.unseen.add(id);
  desk.world.hidden.add(id);
  desk.world.met('a record is hidden from us');
};

/** Takes the editing of a field from us for a while. */
const forbid = (desk: Desk) => {
  const { crm, random, world } = desk;
  const { timeline } = world;
  const object = random.pick(['Person', 'Lead', 'Company'] as const);
  const name = `${object}.${random.pick(world.crm.facts.edited[object] ?? [])}`;
  crm.hidden.add(name);
  const back = () => crm.hidden.delete(name);
  timeline.at(timeline.now() + random.below(9 * 60_000), back);
};

/** The customer's workflow says what we write in its own words, right after us. */
const rewrite = ({ crm, world }: Desk) => {
  const random = world.chance('workflow');
  const { timeline, knobs } = world;
  crm.state.follow(({ user, id, field, after }) => {
    const isText = user === integrationUser && typeof after === 'string' && field !== null;
    if (!isText || !world.crm.facts.contested.includes(field)) return;
    if (!random.chance(knobs().rewrites)) return;
    timeline.at(timeline.now(), () => {
      const record = crm.state.get(id);
      const said = after.toUpperCase();
      if (record?.fields[field] !== after || record.removed || said === after) return;
      crm.state.edit('workflow', id, { [field]: said });
      world.met('a workflow rewrites what we wrote');
    });
  });
};

/** Rules that refuse what we write to a field, each for a while. */
const makeRules = ({ world }: Desk, rules: Set<string>) => {
  const random = world.chance('rules');
  const { timeline } = world;
  const { rules: count, spanMs } = world.knobs();
  for (let made = 0; made < count; made += 1) {
    const object = random.pick(['Person', 'Lead', 'Company'] as const);
    const name = `${object}.${random.pick(world.crm.facts.edited[object] ?? [])}`;
    const beginsAt = timeline.now() + random.below(spanMs);
    timeline.at(beginsAt, () => rules.add(name));
    timeline.at(beginsAt + random.below(9 * 60_000), () => rules.delete(name));
  }
};

const kinds: readonly (readonly [string, number, (desk: Desk) => void])[] = [
  ['edit', 40, edit],
  ['insert contact', 8, insertPerson('Person')],
  ['insert lead', 6, insertPerson('Lead')],
  ['insert account', 6, insertCompany],
  ['change an address', 2, rekey],
  ['merge', 5, merge],
  ['delete', 4, remove],
  ['undelete', 3, restore],
  ['convert', 5, convert],
  ['dial', 5, dial],
  ['complete a task', 4, complete],
  ['begin a deal', 3, beginDeal],
  ['win a deal', 2, win],
  ['rival email', 4, rivalEmail],
  ['hide', 2, hide],
  ['take a permission', 3, forbid],
];

/** Does what people and other integrations do in the plain CRM. */
export function memoryPeople(
  world: World,
  { crm, rules }: { readonly crm: MemoryCrm; readonly rules: Set<string> },
): People {
  const random = world.chance('people');
  let made = 0;
  const next = (name: string) => `${name} ${(made += 1)}`;
  const desk: Desk = { world, crm, random, gone: [], next };
  const deeds = kinds.map(([name, weight, run]): Deed => ({ name, weight, run: () => run(desk) }));
  rewrite(desk);
  makeRules(desk, rules);
  const heal = () => {
    rules.clear();
    for (const id of world.hidden) crm.unseen.delete(toRemoteId(id));
    for (const name of crm.hidden) if (!name.endsWith('__c')) crm.hidden.delete(name);
  };
  return { random, deeds, heal };
}
