import type { SimulatedPortal } from '@concord/connector-hubspot/simulator';
import type { SeededRandom } from '@concord/testkit/simulator';
import { attempt } from '../crm/attempt.ts';
import { hubspotFacts } from '../crm/hubspot-facts.ts';
import type { People, RecordRef } from '../crm/simulated-crm.ts';
import type { World } from '../world/world.ts';
import { domains, emails, spellingsOf } from './cast.ts';
import type { Deed } from './schedule.ts';

/** Somebody in HubSpot, with what they work on. */
interface Desk {
  readonly world: World;
  readonly portal: SimulatedPortal['portal'];
  readonly random: SeededRandom;
  /** Records in the bin. */
  readonly gone: RecordRef[];
  readonly next: (name: string) => string;
}

const some = ({ portal, random }: Desk, object: string): RecordRef | null => {
  const ids = portal.ids(object);
  return ids.length === 0 ? null : { object, id: random.pick(ids) };
};

const edit = (desk: Desk) => {
  const { portal, random } = desk;
  const ref = some(desk, random.pick(['companies', 'contacts', 'contacts', 'tasks']));
  if (ref === null) return;
  const field = random.pick(hubspotFacts.edited[ref.object] ?? []);
  const isEmptied = random.chance(0.35) && field !== 'name';
  portal.update(ref, { [field]: isEmptied ? '' : desk.next('typed') });
};

const insertContact = (desk: Desk) => {
  const { portal, random } = desk;
  const email = random.pick(emails);
  portal.insert('contacts', {
    lastname: `Typed ${email}`,
    email: random.pick(spellingsOf.email(email)),
    ...(random.chance(0.5) ? { jobtitle: desk.next('typed') } : {}),
  });
};

const insertCompany = ({ portal, random }: Desk) => {
  const domain = random.pick(domains);
  portal.insert('companies', { name: `Typed ${domain}`, domain });
};

const rekey = (desk: Desk) => {
  const ref = some(desk, 'contacts');
  if (ref !== null) desk.portal.update(ref, { email: `${desk.next('moved-')}@acme.com` });
};

/** Two records become one, which has an id of its own. */
const merge = (desk: Desk) => {
  const object = desk.random.pick(['companies', 'contacts']);
  const [one, other] = [some(desk, object), some(desk, object)];
  if (one === null || other === null || one.id === other.id) return;
  desk.portal.merge(object, { primary: one.id, other: other.id });
  desk.world.met('records are merged');
};

const archive = (desk: Desk) => {
  const ref = some(desk, desk.random.pick(['companies', 'contacts', 'tasks']));
  if (ref === null) return;
  desk.portal.archive(ref);
  desk.gone.push(ref);
};

const restore = ({ portal, gone }: Desk) => {
  const last = gone.pop();
  if (last !== undefined) portal.restore(last);
};

const completeTask = (desk: Desk) => {
  const ref = some(desk, 'tasks');
  if (ref !== null) desk.portal.update(ref, { hs_task_status: 'COMPLETED' });
};

const beginDeal = (desk: Desk) => {
  const { portal } = desk;
  const id = portal.insert('deals', {
    dealname: desk.next('Deal'),
    pipeline: 'default',
    dealstage: 'appointmentscheduled',
  });
  const company = some(desk, 'companies');
  if (company !== null) portal.associate({ from: { object: 'deals', id }, to: company });
};

const associate = (desk: Desk) => {
  const [contact, company] = [some(desk, 'contacts'), some(desk, 'companies')];
  if (contact !== null && company !== null) {
    desk.portal.associate({ from: contact, to: company, typeIds: [1] });
  }
};

const touch = (desk: Desk) => {
  const ref = some(desk, desk.random.pick(['companies', 'contacts']));
  if (ref !== null) desk.portal.touch(ref);
};

const kinds: readonly (readonly [string, number, (desk: Desk) => void])[] = [
  ['edit', 40, edit],
  ['insert contact', 10, insertContact],
  ['insert company', 8, insertCompany],
  ['change an address', 2, rekey],
  ['merge', 5, merge],
  ['archive', 5, archive],
  ['restore', 3, restore],
  ['complete a task', 4, completeTask],
  ['begin a deal', 3, beginDeal],
  ['associate', 4, associate],
  ['touch', 4, touch],
];

/** Does what people and other integrations do in HubSpot. */
export function hubspotPeople(world: World, { portal }: SimulatedPortal): People {
  const random = world.chance('people');
  let made = 0;
  const next = (name: string) => `${name} ${(made += 1)}`.replace('- ', '-');
  const desk: Desk = { world, portal, random, gone: [], next };
  const deeds = kinds.map(([name, weight, run]): Deed => ({
    name,
    weight,
    run: () => void attempt(() => run(desk)),
  }));
  return { random, deeds, heal: () => {} };
}
