import type { Change } from '@concord/testkit/simulator';
import { isActivity } from '../crm/crm-facts.ts';
import type { CrmFacts } from '../crm/crm-facts.ts';
import type { SimulatedCrm } from '../crm/simulated-crm.ts';
import type { World } from '../world/world.ts';
import { keyOf, movedKeys } from './moved-keys.ts';
import { recordOf } from './place.ts';

/** A record that we created, and what became of it. */
interface Creation {
  readonly object: string;
  readonly id: string;
  readonly key: string;
  /** Its unique key, where the customer has that field, else its key. */
  readonly identity: string;
  readonly at: number;
}

/** When a record was removed, and by whom; `null` while it lives. */
interface Removal {
  readonly at: number;
  readonly byUs: boolean;
}

function creationsOf({ ours, facts }: SimulatedCrm, history: readonly Change[]): Creation[] {
  const created = history.filter(({ kind, user }) => kind === 'created' && user === ours);
  const uniqueKeys = new Map(
    created
      .filter(({ field }) => field === facts.uniqueKey)
      .map((change) => [recordOf(change), change.after]),
  );
  const moved = movedKeys(facts, history);
  return created.flatMap(({ object, id, field, after, time }) => {
    const key = field === facts.keyFields[object] ? keyOf(facts, object, after) : null;
    if (key === null) return [];
    const own = uniqueKeys.get(recordOf({ object, id }));
    const identity = typeof own === 'string' ? own : moved.has(key) ? id : key;
    return [{ object, id, key, identity, at: Date.parse(time) }];
  });
}

/** All that happened in the CRM, and who we are there. */
interface Told {
  readonly history: readonly Change[];
  readonly ours: string;
}

const ends: ReadonlySet<string> = new Set(['deleted', 'merged', 'purged', 'converted']);

/** A time, and until when what others did was to be seen by then. */
interface Until {
  readonly at: number;
  readonly seen: number;
}

/** The last removal of a record before a time; `null` when it was to be seen that it lived. */
function removalOf({ history, ours }: Told, creation: Creation, until: Until): Removal | null {
  let removal: Removal | null = null;
  for (const { id, object, kind, time, user } of history) {
    const at = Date.parse(time);
    if (id !== creation.id || object !== creation.object || at > until.at) continue;
    if (ends.has(kind)) removal ??= { at, byUs: user === ours };
    if (kind === 'undeleted' && at <= until.seen) removal = null;
  }
  return removal;
}

/** How long we may not have seen a record of others: a slow answer, and a slow request after it. */
const unseenMs = (world: World) => (world.isSlow ? 240_000 : 20_000);

/** Until when what others did was to be seen before a creation: what is late cannot look again. */
const lookedAt = (world: World, one: Creation): number =>
  (world.sentAt.get(recordOf(one)) ?? one.at) - unseenMs(world);

/** Two creations for one platform record, and what became of the first. */
interface Again {
  readonly before: Creation;
  readonly again: Creation;
  readonly removal: Removal;
}

/**
 * Whether somebody asked for it since the first was begun, perhaps before that was removed: what is
 * asked for while a call is prepared is written by the next one.
 */
function isWantedAgain(world: World, { before, again, removal }: Again): boolean {
  // A person whose request is still open asks for its company anew (R-COMPANY-3).
  if (again.object === world.crm.facts.company) return true;
  if (isActivity(world.crm.facts, again.object) && !removal.byUs) return false;
  const begun = lookedAt(world, before);
  // Somebody changed its address in between: it may have been asked for by either.
  const asks = [before.key, again.key].flatMap((key) => world.asks.get(key) ?? []);
  return asks.some((at) => at >= begun && at <= again.at);
}

/** Whether nothing could tell us of a record: hidden before we knew it, and without a unique key. */
const isOutOfSight = ({ hidden, records, hasKey }: World, one: Creation): boolean =>
  !hasKey && hidden.has(one.id) && !records.known.has(recordOf(one));

/** Whether an undo removed a record: what happens afterwards may have it made again. */
const wasUndone = ({ undone }: World, history: readonly Change[], one: Creation): boolean =>
  history.some(
    (change) =>
      change.kind === 'deleted' &&
      undone.has(change.sequence) &&
      recordOf(change) === recordOf(one),
  );

/** At most one record of an object is created by us for a platform record (R-DUP-1, I01). */
export function checkCreations(world: World, history: readonly Change[]): void {
  const { ours } = world.crm;
  const groups = Map.groupBy(
    creationsOf(world.crm, history),
    ({ object, identity }) => `${object} ${identity}`,
  );
  for (const creations of groups.values()) {
    const name = `${creations[0]?.object} ${creations[0]?.key}`;
    creations.slice(1).forEach((again, index) => {
      const before = creations[index] as Creation;
      const until = { at: again.at, seen: lookedAt(world, again) };
      const removal = removalOf({ history, ours }, before, until);
      if (isOutOfSight(world, before)) {
        world.met('a record is hidden before we know of it');
      } else if (removal === null) {
        world.violate('one record for a platform record', `${name}: ${before.id} and ${again.id}`);
      } else if ((world.records.known.get(recordOf(before)) ?? removal.at) >= removal.at) {
        world.met('a record is removed before we know of it');
      } else if (wasUndone(world, history, before)) {
        world.met('what an undo removed is wanted again');
      } else if (!isWantedAgain(world, { before, again, removal })) {
        world.violate('what was removed stays removed', `${name}: ${before.id}, then ${again.id}`);
      } else world.met('a removed record is wanted again');
    });
  }
  checkOthers(world, history, [...groups.values()].flat());
  checkPeople(world, history, [...groups.values()].flat());
  checkEmails(world, history, [...groups.values()].flat());
}

/** Nothing is created that others have created and that was to be seen (R-DUP-2, R-EMAIL-5, I02). */
function checkOthers(world: World, history: readonly Change[], all: readonly Creation[]): void {
  const { ours, facts } = world.crm;
  const matched = all.filter(({ object }) => object !== facts.task);
  for (const one of matched) {
    const since = lookedAt(world, one);
    const twin = history.find(
      ({ kind, user, object, field, after, time, id }) =>
        kind === 'created' &&
        user !== ours &&
        object === one.object &&
        field === facts.keyFields[object] &&
        keyOf(facts, object, after) === one.key &&
        Date.parse(time) < since &&
        !world.hidden.has(id) &&
        isUntouched(facts, history, { id, object, at: one.at }),
    );
    if (twin === undefined) continue;
    world.violate('nothing is created beside a match', `${one.object} ${one.key}: ${twin.id}`);
  }
}

/** A record as of a time. */
interface Moment {
  readonly id: string;
  readonly object: string;
  readonly at: number;
}

const before = (history: readonly Change[], { id, object, at }: Moment): Change[] =>
  history.filter(
    (change) => change.id === id && change.object === object && Date.parse(change.time) <= at,
  );

/** Whether a record was given another key before a time. */
const isRekeyed = ({ keyFields }: CrmFacts, history: readonly Change[], moment: Moment): boolean =>
  before(history, moment).some(
    ({ kind, object, field }) => kind === 'updated' && field === keyFields[object],
  );

/** Whether a record was neither removed nor given another key before a time. */
const isUntouched = (facts: CrmFacts, history: readonly Change[], moment: Moment): boolean =>
  !isRekeyed(facts, history, moment) && !before(history, moment).some(({ kind }) => ends.has(kind));

/** A lead is never made of somebody whom we have made a contact, while that is theirs (R-PERSON-5). */
function checkPeople(world: World, history: readonly Change[], all: readonly Creation[]): void {
  const { ours, facts } = world.crm;
  for (const lead of all.filter(({ object }) => object === 'Lead')) {
    const contact = all.find(
      (one) =>
        one.object !== 'Lead' &&
        facts.people.includes(one.object) &&
        one.key === lead.key &&
        one.at <= lead.at &&
        !isRekeyed(facts, history, { ...one, at: lead.at }) &&
        removalOf({ history, ours }, one, { at: lead.at, seen: lead.at }) === null,
    );
    if (contact === undefined) continue;
    world.violate('nobody is made a contact and a lead', `${lead.key}: ${contact.id} ${lead.id}`);
  }
}

/** An email is recorded once by us, in whatever object, but for what we took back (R-EMAIL-5). */
function checkEmails(world: World, history: readonly Change[], all: readonly Creation[]): void {
  const { facts, ours } = world.crm;
  const end = { at: Infinity, seen: Infinity };
  const isTakenBack = (one: Creation) => removalOf({ history, ours }, one, end)?.byUs === true;
  const known = all.filter((one) => world.records.known.has(recordOf(one)) && !isTakenBack(one));
  const names = known.flatMap(({ object, key }) => {
    const number =
      object === facts.email ? /mail-(\d+)@/u.exec(key) : /^About mail (\d+)/u.exec(key);
    return isActivity(facts, object) && number !== null ? [`mail ${number[1]}`] : [];
  });
  for (const name of new Set(names)) {
    const count = names.filter((one) => one === name).length;
    if (count > 1) world.violate('an email is recorded once', `${name}: ${count} times`);
  }
}
