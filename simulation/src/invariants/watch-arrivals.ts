import type { Plan } from '@concord/core/ports';
import type { Change } from '@concord/testkit/simulator';
import { isActivity, isMatched } from '../crm/crm-facts.ts';
import type { CrmFacts } from '../crm/crm-facts.ts';
import { rivalBefore } from '../load/rivals.ts';
import type { Arrival } from '../world/network.ts';
import type { World } from '../world/world.ts';
import { checkWinner } from './check-winner.ts';
import { createLetGo } from './let-go.ts';
import { recordOf } from './place.ts';

/** What a mutation of ours was to do, by the plans that its sender had marked as sent. */
const plansOf = ({ records }: World, { planIds }: Arrival): Plan[] =>
  planIds.flatMap((id) => records.plans.get(id) ?? []);

/** Our own hand, and not what the CRM derived from it. */
function byUs(world: World, since: number): Change[] {
  const { ours, facts, history } = world.crm;
  const isWritten = (object: string) => isActivity(facts, object) || isMatched(facts, object);
  return history.list({ since }).filter(({ user, object }) => user === ours && isWritten(object));
}

const isExplained = ({ email, task }: CrmFacts, change: Change, plans: readonly Plan[]) =>
  plans.some(({ crmObject, crmId, operation }) => {
    if (crmObject === email && change.object === task) return true;
    if (crmObject !== change.object) return false;
    return operation === 'create' ? change.kind === 'created' : crmId === change.id;
  });

/** What the CRM works out by itself of what was written. */
const isDerived = ({ writable }: World, { kind, object, field }: Change) =>
  kind === 'updated' && !writable.has(`${object}.${field}`);

/** Every change of ours was planned and marked as sent before it was made (I08). */
function checkPlanned(world: World, arrival: Arrival, changes: readonly Change[]): void {
  const plans = plansOf(world, arrival).filter(({ id }) => world.records.sent.has(id));
  const isLetGo = createLetGo(changes);
  for (const change of changes) {
    if (isDerived(world, change) || isLetGo(change) || isExplained(world.crm.facts, change, plans))
      continue;
    const what = `${change.kind} ${change.object} ${change.id} ${change.field}`;
    world.violate('every change has a plan stored before it', what);
  }
}

/** Keeps in mind what was done to undo something, but for what is put back where it was replaced. */
function noteUndone({ undone }: World, changes: readonly Change[], plans: readonly Plan[]): void {
  for (const plan of plans.filter(({ undoes }) => undoes !== undefined)) {
    const restored = plan.verdicts.filter(({ verdict }) => verdict === 'restored');
    const isBack = ({ field }: Change) => restored.some(({ crmField }) => crmField === field);
    const isOf = ({ object, id }: Change) => object === plan.crmObject && id === plan.crmId;
    const made = changes.filter((change) => isOf(change) && !isBack(change));
    for (const { sequence } of made) undone.set(sequence, plan);
  }
}

/** Whether the sender had the lease when it looked last, right before the call. */
const isExcused = ({ records }: World, { lease, planIds }: Arrival) =>
  planIds.every((id) => records.sent.get(id) === lease?.epoch);

/** A write is made under the lease of its sender, and of nobody else (I07, I14). */
function checkLease(world: World, arrival: Arrival): void {
  const held = world.records.lease();
  const { lease } = arrival;
  const isOurs = held !== null && lease !== null && held.epoch === lease.epoch;
  if (isOurs && held.mode === 'write') return;
  if (isExcused(world, arrival)) return world.met('a late write lands in the time of another');
  const during = held === null ? 'nobody' : `${held.mode} of ${held.holder}`;
  const by = `${arrival.sender.name} under ${lease?.mode ?? 'no'} lease ${lease?.epoch ?? ''}`;
  world.violate('no write lands in a read, or without the lease', `${by} during ${during}`);
}

/** Holds every request that changes something, as it arrives, against what is promised. */
export function watchArrivals(world: World): void {
  const rival = rivalBefore(world);
  world.hooks.before = (arrival) => {
    if (!arrival.isWriting) return;
    const plans = plansOf(world, arrival);
    if (plans.length === 0) return;
    checkWinner(world, arrival, plans);
    rival(plans);
  };
  world.hooks.after = (arrival, since) => {
    const changes = byUs(world, since);
    if (changes.length === 0) return;
    for (const change of changes)
      if (change.kind === 'created') world.sentAt.set(recordOf(change), arrival.sentAt);
    if (arrival.journey !== 'arrives') world.met(`a change is made, ${arrival.journey}`);
    noteUndone(world, changes, plansOf(world, arrival));
    checkPlanned(world, arrival, changes);
    checkLease(world, arrival);
  };
}
