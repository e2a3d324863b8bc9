import type { Plan } from '@concord/core/ports';
import { emails } from '../load/cast.ts';
import type { Arrival } from '../world/network.ts';
import type { World } from '../world/world.ts';

const cast: ReadonlySet<string> = new Set(emails);

/** What a candidate shows: when it was last changed, and by what it is found. */
interface Candidate {
  readonly id: string;
  readonly key: string;
  /** When somebody changed it, and when the CRM stamped it last. */
  readonly modifiedAt: number;
  readonly stampedAt: number;
}

const toCandidate = (world: World, object: string, id: string): Candidate | null => {
  const record = world.crm.look({ object, id });
  if (record === null || record.isGone) return null;
  const { fields, modifiedAt, stampedAt } = record;
  const email = fields[world.crm.facts.keyFields[object] ?? ''];
  const key = typeof email === 'string' ? email.toLowerCase() : '';
  return { id, key, modifiedAt, stampedAt };
};

/** When what is now to be seen of a record became visible; an edit that changed nothing stamps too. */
function visibleSince(world: World, object: string, { id, stampedAt }: Candidate): number {
  const changes = world.crm.history.list({ object, id });
  return Math.max(stampedAt, Date.parse(changes.at(-1)?.time ?? ''));
}

/** Whoever was linked to what became this record follows it there, whatever its address. */
const isSurvivor = ({ crm }: World, id: string): boolean =>
  crm.history
    .list()
    .some(({ kind, after }) => (kind === 'merged' || kind === 'converted') && after === id);

/**
 * Of several people with the same address the one is written that was changed last, as far as that
 * was to be seen when the writer began (R-DUP-3).
 */
export function checkWinner(world: World, arrival: Arrival, plans: readonly Plan[]): void {
  const since = arrival.lease === null ? 0 : Date.parse(arrival.lease.since);
  const known = since - arrival.sender.skewMs - 2_000;
  for (const plan of plans) {
    const { crmObject: object, crmId, verdicts, undoes } = plan;
    // What is undone belongs where it was written.
    if (undoes !== undefined) continue;
    // What is put back belongs where it was replaced.
    if (verdicts.some(({ verdict }) => verdict === 'restored')) continue;
    if (crmId === null || !world.crm.facts.people.includes(object)) continue;
    const chosen = toCandidate(world, object, crmId);
    if (chosen === null || !cast.has(chosen.key)) continue;
    const others = world.crm.ids(object).flatMap((id) => toCandidate(world, object, id) ?? []);
    const twins = others.filter(({ id, key }) => key === chosen.key && id !== crmId);
    if (twins.length > 0 && isSurvivor(world, crmId)) continue;
    if (twins.length > 0) world.met('one of several duplicates is written');
    const isWrong = twins.find(
      (twin) =>
        twin.modifiedAt > chosen.modifiedAt &&
        twin.stampedAt > chosen.stampedAt &&
        !world.hidden.has(twin.id) &&
        Math.max(visibleSince(world, object, twin), visibleSince(world, object, chosen)) < known,
    );
    if (isWrong === undefined) continue;
    world.violate('the duplicate changed last is written', `${crmId} and not ${isWrong.id}`);
  }
}
