import type { Fields } from '@concord/core/contract';
import type { FieldMapping } from '@concord/core/platform';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import type { CrmTraits, MemoryCrm } from '@concord/testkit/memory-crm';
import { connectionId } from './world.ts';
import type { World, WorldOptions } from './world.ts';

/** Work that a process may die at, or whose answers may be lost. */
export interface Scenario {
  readonly name: string;
  readonly settings?: NonNullable<WorldOptions['settings']>;
  /** What is there and asked for before the work. */
  readonly prepare: (world: World) => Promise<void>;
  readonly work: 'read' | 'write' | 'background';
  /** Records that we create in all, by object in lower case. */
  readonly creates: Readonly<Record<string, number>>;
  /** What the CRM's records say at the end, by object. */
  readonly leaves?: Readonly<Record<string, readonly Fields[]>>;
}

const ada = 'ada@acme.com';

const withAda = async (world: World) => {
  const CompanyId = world.insert('Company', { Name: 'Acme', Website: 'acme.com' });
  world.insert('User', { Email: 'rep@us.com', Name: 'Rep' });
  const id = world.insert('Person', { Email: ada, LastName: 'Lee', CompanyId });
  await world.read();
  return id;
};

const theTask = ({ crm }: World) => crm.state.all('Task')[0]!.id;

const withTask = async (world: World, fields: Fields = {}) => {
  await withAda(world);
  await world.task('t1', ada, { note: 'First', ...fields });
  await world.write();
};

const withEmail = async (world: World) => {
  await withAda(world);
  await world.email('e1', ada);
  await world.write();
};

const lead: Fields = { LastName: 'Lee', CompanyName: 'Acme', CompanySite: 'acme.com' };

const inLeads = { createAs: 'leads' } as const;

const remap = async (
  { store, engine }: World,
  change: (mappings: readonly FieldMapping[]) => readonly FieldMapping[],
): Promise<void> => {
  const mappings = (await store.getMappings(connectionId)).filter((m) => m.object === 'person');
  await engine.saveMappings(connectionId, 'person', change(mappings));
};

/** Asks for everything written so far to be undone. */
const undoAll = async ({ store, engine }: World): Promise<void> => {
  const { items } = await store.listOutcomes({ first: 100, after: null, filter: {} });
  await engine.undo({ outcomeIds: items.map(({ item }) => item.id) });
};

/** Fills Ada and makes two people, one with a company; then somebody edits Ada and the other one. */
const withTouchedRun = async (world: World): Promise<string> => {
  const id = await withAda(world);
  await world.person(ada, { title: 'CEO', firstName: 'Ada' });
  const company = { domain: 'new.com', fields: { name: 'New' } };
  await world.person('new@new.com', { lastName: 'new' }, company);
  await world.person('kept@acme.com', { lastName: 'kept' });
  await world.write();
  world.edit(id, { Title: 'Typed' });
  const kept = world.crm.state.all('Person').find(({ fields }) => fields['LastName'] === 'kept')!;
  world.edit(kept.id, { Title: 'Typed' });
  const filter = { statuses: ['created'] } as const;
  const { items } = await world.store.listOutcomes({ first: 1, after: null, filter });
  return items[0]!.item.runId!;
};

const isPhone = ({ crmField }: FieldMapping) => crmField === 'Phone';

/** Takes the mappings of phones away, so that reading leaves them out; answers them. */
const dropPhones = async (world: World): Promise<readonly FieldMapping[]> => {
  const phones = (await world.store.getMappings(connectionId)).filter(
    (one) => one.object === 'person' && isPhone(one),
  );
  await remap(world, (known) => known.filter((one) => !isPhone(one)));
  await world.background();
  return phones;
};

/** What is written. */
const writings: readonly Scenario[] = [
  {
    name: 'a lead',
    settings: inLeads,
    prepare: async (world) => {
      world.insert('Lead', { Email: ada, ...lead, Title: 'Typed' });
      const company = { domain: 'new.com', fields: { name: 'New' } };
      await world.person('new@new.com', { lastName: 'New' }, company);
      await world.person(ada, { firstName: 'Ada', title: 'Ours' });
    },
    work: 'write',
    creates: { lead: 1 },
    leaves: {
      Lead: [
        { Email: ada, FirstName: 'Ada', Title: 'Typed' },
        { Email: 'new@new.com', CompanyName: 'New', CompanySite: 'new.com' },
      ],
      Company: [],
    },
  },
  {
    name: 'a lead that is a contact',
    settings: inLeads,
    prepare: async (world) => {
      world.insert('Person', { Email: ada, LastName: 'Lee', Title: 'Typed' });
      const company = { domain: 'acme.com', fields: { name: 'Acme' } };
      await world.person(ada, { firstName: 'Ada', title: 'Ours' }, company);
    },
    work: 'write',
    creates: { company: 1 },
    leaves: { Person: [{ FirstName: 'Ada', Title: 'Typed' }], Lead: [] },
  },
  {
    name: 'a contact and its company',
    prepare: async (world) => {
      world.insert('Person', { Email: ada, LastName: 'Lee', Title: 'Typed' });
      await world.read();
      const company = { domain: 'acme.com', fields: { name: 'Acme' } };
      await world.person(ada, { firstName: 'Ada', title: 'Ours' }, company);
    },
    work: 'write',
    creates: { company: 1 },
    leaves: { Person: [{ FirstName: 'Ada', Title: 'Typed', CompanyId: 'company-000002' }] },
  },
  {
    name: 'an email that is to be a task',
    settings: { emailWriteback: 'task' },
    prepare: async (world) => {
      await withAda(world);
      await world.email('e1', ada, { template: 'Hello' });
    },
    work: 'write',
    creates: { task: 1 },
    leaves: { Email: [], Task: [{ Subject: 'About e1', Kind: 'email', Status: 'Done' }] },
  },
  {
    name: 'an email',
    prepare: async (world) => {
      await withAda(world);
      await world.email('e1', ada);
    },
    work: 'write',
    creates: { email: 1 },
    leaves: { Email: [{ MessageId: '<e1@us.com>' }] },
  },
  {
    name: 'an email and its person',
    prepare: async (world) => {
      await world.email('e1', ada);
      await world.person(ada, { lastName: 'Lee' }, { domain: 'acme.com' });
    },
    work: 'write',
    creates: { company: 1, person: 1, email: 1 },
  },
  {
    name: 'an event of an email',
    prepare: async (world) => {
      await withEmail(world);
      const happened = { firstOpenedAt: '2026-01-02T00:00:00.000Z', clickCount: 2 };
      await world.email('e1', ada, happened);
    },
    work: 'write',
    creates: { email: 1 },
    leaves: { Email: [{ Clicks__c: 2, Opened__c: '2026-01-02T00:00:00.000Z' }] },
  },
  {
    name: 'a task',
    prepare: async (world) => {
      await withAda(world);
      await world.task('t1', ada, { note: 'First' });
    },
    work: 'write',
    creates: { task: 1 },
    leaves: { Task: [{ Subject: 'Do t1', Status: 'Open', Note: 'First' }] },
  },
  {
    name: 'a change of a task',
    prepare: async (world) => {
      await withTask(world);
      world.edit(theTask(world), { Note: 'Typed' });
      await world.task('t1', ada, { note: 'Second', subject: 'Do it now' });
    },
    work: 'write',
    creates: { task: 1 },
    leaves: { Task: [{ Note: 'Typed', Subject: 'Do it now' }] },
  },
  {
    name: 'the completion of a task',
    prepare: async (world) => {
      await withTask(world);
      world.edit(theTask(world), { Status: 'Held' });
      await world.task('t1', ada, { status: 'COMPLETED', endedAt: '2026-01-02T00:00:00.000Z' });
    },
    work: 'write',
    creates: { task: 1 },
    leaves: { Task: [{ Status: 'Done', Note: 'First' }] },
  },
  {
    name: 'the removal of a task',
    prepare: async (world) => {
      await withTask(world);
      await world.engine.deleteTask('t1');
    },
    work: 'write',
    creates: { task: 1 },
    leaves: { Task: [] },
  },
  {
    name: 'an undo of filled fields',
    prepare: async (world) => {
      await withAda(world);
      await world.person(ada, { title: 'CEO', firstName: 'Ada' });
      await world.write();
      await undoAll(world);
    },
    work: 'write',
    creates: {},
    leaves: { Person: [{ Email: ada, Title: null, FirstName: null }] },
  },
  {
    name: 'an undo of what was created',
    prepare: async (world) => {
      await withAda(world);
      const company = { domain: 'new.com', fields: { name: 'New' } };
      await world.person('new@new.com', { lastName: 'New' }, company);
      await world.write();
      await world.task('t1', 'new@new.com');
      await world.write();
      await undoAll(world);
    },
    work: 'write',
    creates: { company: 1, person: 1, task: 1 },
    leaves: { Company: [{ Name: 'Acme' }], Person: [{ Email: ada }], Task: [] },
  },
  {
    name: 'an undo of a run that others went on with',
    prepare: async (world) => {
      const runId = await withTouchedRun(world);
      await world.engine.undo({ runId });
    },
    work: 'write',
    creates: { company: 1, person: 2 },
    leaves: {
      Company: [{ Name: 'Acme' }],
      Person: [
        { Email: ada, Title: 'Typed', FirstName: null },
        { LastName: 'kept', Title: 'Typed' },
      ],
    },
  },
  {
    name: 'an undo, and what is asked for after it',
    prepare: async (world) => {
      await withAda(world);
      await world.person(ada, { title: 'CEO', firstName: 'Ada' });
      await world.write();
      await world.read();
      await undoAll(world);
      await world.person(ada, { title: 'CTO' });
    },
    work: 'write',
    creates: {},
    leaves: { Person: [{ Email: ada, Title: 'CTO', FirstName: 'Ada' }] },
  },
];

/** What is read, and what is done over the whole mirror. */
const readings: readonly Scenario[] = [
  {
    name: 'a page of opportunities',
    prepare: async (world) => {
      const PersonId = await withAda(world);
      const CompanyId = world.crm.state.all('Company')[0]!.id;
      const open = { Name: 'Open', Amount: 5, IsClosed: false, CompanyId };
      const OpportunityId = world.insert('Opportunity', open);
      world.insert('Opportunity', { Name: 'Lost', IsClosed: true, CompanyId });
      world.insert('Role', { OpportunityId, PersonId });
    },
    work: 'read',
    creates: {},
  },
  {
    name: 'a page of completed tasks',
    prepare: async (world) => {
      await withTask(world);
      await world.task('t2', ada, { type: 'PHONE_CALL' });
      await world.write();
      world.edit(theTask(world), { Status: 'Done' });
      const PersonId = world.crm.state.all('Person')[0]!.id;
      world.insert('Task', { Subject: 'Called', Kind: 'call', Status: 'Done', PersonId });
    },
    work: 'read',
    creates: { task: 2 },
    leaves: {
      Task: [
        { Subject: 'Do t1', Status: 'Done' },
        { Subject: 'Do t2', Status: 'Done' },
        { Subject: 'Called', Status: 'Done' },
      ],
    },
  },
  {
    name: 'a page that is planned anew',
    prepare: async (world) => {
      const phones = await dropPhones(world);
      await withAda(world);
      for (const name of ['bob', 'cyd']) {
        world.insert('Person', { Email: `${name}@acme.com`, LastName: name, Phone: '1' });
      }
      await world.read();
      await remap(world, (known) => [...known, ...phones]);
    },
    work: 'background',
    creates: {},
  },
  {
    name: 'a page that is reconciled',
    prepare: async (world) => {
      const gone = await withAda(world);
      const away = world.insert('Person', { Email: 'away@acme.com', LastName: 'Away' });
      await world.read();
      world.crm.state.purge(gone);
      world.crm.unseen.add(away);
      await world.clock.advance(25 * 60 * 60_000);
      await world.read();
    },
    work: 'background',
    creates: {},
  },
];

const open = (traits?: CrmTraits) => () => createMemoryCrm(crmObjects, traits);

/** The objects that hold our unique key, for an account whose customer did not create it. */
export const hideKeys = (crm: MemoryCrm): void => {
  for (const object of ['Company', 'Person', 'Lead', 'Task', 'Email']) {
    crm.hidden.add(`${object}.Key__c`);
  }
};

const openWithoutKeys = (): MemoryCrm => {
  const crm = createMemoryCrm(crmObjects);
  hideKeys(crm);
  return crm;
};

/** What an account promises, a new one that does, and what is done in it. */
export interface Guaranteed {
  readonly guarantee: string;
  readonly openCrm: () => MemoryCrm;
  readonly scenarios: readonly Scenario[];
}

const scenarios = [...writings, ...readings];

export const guarantees: readonly Guaranteed[] = [
  { guarantee: 'a unique key', openCrm: open(), scenarios },
  { guarantee: 'a quiet period', openCrm: openWithoutKeys, scenarios },
  {
    guarantee: 'edits that are put back',
    openCrm: open({ compensates: true }),
    scenarios: writings,
  },
];
