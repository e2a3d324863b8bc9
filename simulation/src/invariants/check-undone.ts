import type { Plan } from '@concord/core/ports';
import type { Change } from '@concord/testkit/simulator';
import type { World } from '../world/world.ts';
import { isEmpty, placeOf, recordOf } from './place.ts';

const plain = (value: unknown): string => (isEmpty(value) ? '' : String(value));

/** How long what others did may go unseen before an undo is planned: a slow answer before it. */
const unseenMs = (world: World) => (world.isSlow ? 240_000 : 20_000) + 2 * world.skewMs;

/** A field is given back only while it holds what we wrote, and gets what it held before that. */
function checkField(world: World, change: Change, past: readonly Change[]): void {
  const { ours } = world.crm;
  const what = placeOf(change);
  // Where updates are not refused, what somebody typed in that moment is put back; and whoever
  // emptied what an undo had emptied left nothing to keep.
  const isTheirs = past.at(-1)?.user !== ours && !isEmpty(change.before);
  if (isTheirs && !world.compensates) {
    world.violate('only what is ours is undone', `${what}: ${plain(change.before)}`);
  }
  const replaced = past.filter(({ user }) => user === ours).map(({ before }) => plain(before));
  if (!replaced.includes(plain(change.after))) {
    world.violate('an undo gives back what was there', `${what} became ${plain(change.after)}`);
  }
  world.met('a field is given back');
}

const ends: ReadonlySet<string> = new Set(['deleted', 'merged', 'purged', 'converted']);

/** The fields of live records that named a record, after some changes; no field does in HubSpot. */
function namedIn(changes: readonly Change[], id: string): ReadonlySet<string> {
  if (/^\d+$/u.test(id)) return new Set();
  const named = new Map<string, string>();
  const gone = new Set<string>();
  for (const change of changes) {
    if (ends.has(change.kind)) gone.add(recordOf(change));
    if (change.kind === 'undeleted') gone.delete(recordOf(change));
    if (change.after === id) named.set(placeOf(change), recordOf(change));
    else named.delete(placeOf(change));
  }
  const live = [...named].filter(([, by]) => !gone.has(by));
  return new Set(live.map(([place]) => place));
}

/** Of records only those are removed that we made, that nobody touched and that nothing hangs on. */
function checkRemoval(
  world: World,
  history: readonly Change[],
  { change, plan }: { readonly change: Change; readonly plan: Plan },
): void {
  const { ours } = world.crm;
  const what = recordOf(change);
  const own = history.filter((one) => recordOf(one) === what && one.sequence < change.sequence);
  if (own.find(({ kind }) => kind === 'created')?.user !== ours) {
    world.violate('only what we created is removed by an undo', what);
  }
  const seen = Date.parse(plan.plannedAt) - unseenMs(world);
  const isTouch = ({ user, time, field }: Change) =>
    user !== ours && Date.parse(time) < seen && !world.crm.facts.derived.includes(field ?? '');
  const touch = own.find(isTouch);
  if (touch !== undefined) {
    world.violate('what somebody touched is not removed', `${what} ${touch.kind} ${touch.field}`);
  }
  const named = namedIn(history.slice(0, change.sequence - 1), change.id);
  const early = namedIn(
    history.filter(({ time }) => Date.parse(time) < seen),
    change.id,
  );
  if ([...named].some((place) => early.has(place))) {
    world.violate('what something hangs on is not removed', what);
  }
  world.met('a record is taken back');
}

/** An undo takes back what is ours, and nothing that a person did. */
export function checkUndone(world: World, history: readonly Change[]): void {
  const past = new Map<string, Change[]>();
  for (const change of history) {
    const plan = world.undone.get(change.sequence);
    const before = past.get(placeOf(change)) ?? [];
    if (plan?.operation === 'update' && Object.hasOwn(plan.fields, change.field ?? '')) {
      checkField(world, change, before);
    }
    if (plan?.operation === 'remove' && change.kind === 'deleted') {
      checkRemoval(world, history, { change, plan });
    }
    if (change.field !== null) past.set(placeOf(change), [...before, change]);
  }
}
