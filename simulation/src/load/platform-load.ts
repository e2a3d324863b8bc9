import type { SyncOptions } from '@concord/core/engine';
import { isSyncError } from '@concord/core/contract';
import type { Fields } from '@concord/core/contract';
import type { World } from '../world/world.ts';
import { domainOf, domains, emails, spellingsOf } from './cast.ts';
import { scheduleDeeds } from './schedule.ts';
import type { Deed, Load } from './schedule.ts';
import { scheduleUndos } from './schedule-undos.ts';

const taskTypes = ['ACTION_ITEM', 'PHONE_CALL', 'EMAIL', 'LINKEDIN_SEND_MESSAGE'] as const;
const taskChanges = ['READY', 'COMPLETED', 'COMPLETED', 'SKIPPED', 'CANCELED'] as const;

const messageIdOf = (id: string): string => `<${id.replace(' ', '-')}@us.com>`;

/** Does what the platform and its operator do. */
export function schedulePlatform(
  worlds: readonly [World, ...World[]],
  load: Load,
): { readonly heal: () => Promise<void> } {
  const [world] = worlds;
  const random = world.chance('platform');
  const { front, timeline } = world;
  const any = (): World => (worlds.length === 1 ? world : random.pick(worlds));
  let made = 0;
  const next = (name: string) => `${name} ${(made += 1)}`;
  const now = () => new Date(timeline.now()).toISOString();
  /** Notes that the platform wants these written from now on, by what the CRM will know them by. */
  const ask = (...keys: readonly string[]) => {
    for (const key of keys) world.asks.set(key, [...(world.asks.get(key) ?? []), timeline.now()]);
  };
  const tell = (work: Promise<unknown>) =>
    void work.catch((thrown: unknown) => {
      const isWithdrawn = isSyncError(thrown) && thrown.code === 'unauthorized';
      if (isWithdrawn && worlds.some(({ door }) => !door.honoured)) return;
      world.violate('the platform is answered', String(thrown));
    });
  const options = (): SyncOptions => ({
    ...(random.chance(0.5) ? { play: `Play ${String((made += 1)).padStart(4, '0')}` } : {}),
    ...(random.chance(0.2) ? { sequence: next('Sequence') } : {}),
  });
  const some = (names: readonly string[]): Fields =>
    Object.fromEntries(names.filter(() => random.chance(0.5)).map((name) => [name, next(name)]));
  const companyOf = (domain: string) => ({
    domain: random.pick(spellingsOf.domain(domain)),
    fields: { name: `Company ${domain}`, ...some(['phone', 'description']) },
  });
  const person = () => {
    const email = random.pick(emails);
    const fields = { lastName: `Name ${email}`, ...some(['firstName', 'title', 'mobilePhone']) };
    const company = random.chance(0.7) ? { company: companyOf(domainOf(email)) } : {};
    ask(email, domainOf(email));
    const spelt = random.pick(spellingsOf.email(email));
    tell(front.syncPerson({ email: spelt, fields, ...company }, options()));
  };
  const company = () => {
    const domain = random.pick(domains);
    ask(domain);
    tell(front.syncCompany(companyOf(domain), options()));
  };
  const mails: { id: string; person: string }[] = [];
  /** An email is known by its message id, and recorded as a task by its subject. */
  const askForEmail = (id: string) => ask(messageIdOf(id), `About ${id}`);
  const email = () => {
    const to = random.pick(emails);
    const id = next('mail');
    mails.push({ id, person: to });
    const fields = {
      messageId: messageIdOf(id),
      direction: 'outbound',
      origin: random.chance(0.7) ? 'automatic' : 'manual',
      sender: 'rep@us.com',
      recipients: to,
      sentAt: now(),
      subject: `About ${id}`,
      text: 'Hello',
    };
    askForEmail(id);
    tell(front.recordEmailMessage({ id, person: to, fields }, {}));
  };
  const opened = () => {
    if (mails.length === 0) return email();
    const known = random.pick(mails);
    askForEmail(known.id);
    const fields = { isOpened: true, firstOpenedAt: now(), clickCount: (made += 1) };
    return tell(front.recordEmailMessage({ ...known, fields }, {}));
  };
  const tasks: { id: string; person: string }[] = [];
  const task = () => {
    const to = random.pick(emails);
    const id = next('task');
    tasks.push({ id, person: to });
    ask(`Do ${id}`);
    const type = random.pick(taskTypes);
    const status = random.pick(['READY', 'READY', 'COMPLETED', 'NOT_READY']);
    const fields = { type, status, subject: `Do ${id}`, note: next('note'), assignee: 'r@us.com' };
    tell(front.saveTask({ id, person: to, fields }, {}));
  };
  const changeTask = () => {
    if (tasks.length === 0) return task();
    const known = random.pick(tasks);
    ask(`Do ${known.id}`);
    const fields = random.chance(0.5)
      ? { status: random.pick(taskChanges) }
      : { note: next('note') };
    return tell(front.saveTask({ ...known, fields }, {}));
  };
  const removeTask = () => {
    if (tasks.length > 0) tell(front.deleteTask(random.pick(tasks).id));
  };
  const settings = () =>
    tell(
      front.updateSettings(any().connectionId, {
        createAs: random.pick(['leads', 'contactsAndAccounts']),
        emailWriteback: random.pick(['emailMessage', 'task']),
      }),
    );
  const mapping = async () => {
    const { connectionId } = any();
    const known = await world.store.getMappings(connectionId);
    const ofPeople = known.filter(({ object }) => object === 'person');
    const changed = ofPeople.map((one) =>
      one.platformField === 'title' || one.platformField === 'mobilePhone'
        ? { ...one, direction: random.pick(['read', 'write', 'readWrite'] as const) }
        : one,
    );
    await front.saveMappings(connectionId, 'person', changed);
  };
  const reconnect = async ({ connectionId, connector, door, met }: World) => {
    door.honoured = true;
    await front.connect({ id: connectionId, crm: connector.id, name: 'Simulated' });
    met('the account is connected again');
  };
  const revoke = () => {
    const one = any();
    one.door.honoured = false;
    one.crm.endSessions();
    timeline.at(timeline.now() + random.below(10 * 60_000), () => tell(reconnect(one)));
  };
  const off = () => {
    const { connectionId } = any();
    tell(front.setSwitches(connectionId, { writing: false }));
    const on = () => tell(front.setSwitches(connectionId, { writing: true }));
    timeline.at(timeline.now() + random.below(5 * 60_000), on);
  };
  const deeds: Deed[] = [
    { name: 'sync person', weight: 34, run: person },
    {
      name: 'sync company',
      weight: 10,
      run: company,
    },
    { name: 'record email', weight: 10, run: email },
    { name: 'record opening', weight: 4, run: opened },
    { name: 'save task', weight: 10, run: task },
    { name: 'change task', weight: 10, run: changeTask },
    { name: 'delete task', weight: 4, run: removeTask },
    { name: 'change settings', weight: 3, run: settings },
    { name: 'change mappings', weight: 3, run: () => tell(mapping()) },
    {
      name: 'ask for a reprocess',
      weight: 2,
      run: () => tell(front.reprocess(any().connectionId, 'person')),
    },
    { name: 'ask for a read', weight: 4, run: () => tell(front.startRead(any().connectionId)) },
    { name: 'end sessions', weight: 2, run: () => any().crm.endSessions() },
    { name: 'withdraw credentials', weight: 1, run: revoke },
    { name: 'switch writing off', weight: 1, run: off },
  ];
  scheduleDeeds(world, load, { random, deeds });
  scheduleUndos(worlds, load, tell);
  return {
    heal: async () => {
      for (const one of worlds) {
        await reconnect(one);
        await front.setSwitches(one.connectionId, { writing: true, reading: true });
        await front.retryOutcomes(one.connectionId, { filter: { statuses: ['failed'] } });
      }
    },
  };
}
