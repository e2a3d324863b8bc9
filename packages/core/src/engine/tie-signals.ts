import type { RemoteId, TieBreakRule } from '../contract/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';

/** Numbers that a tie-break weighs, by CRM id. */
export type Signals = ReadonlyMap<RemoteId, Readonly<Record<string, number>>>;

/** The tie-break in force for an object (R-DUP-3, R-DUP-4). */
export function tieBreakOf(work: PlanningWork, object: ObjectWork): readonly TieBreakRule[] {
  const breaks = object.remote.write?.tieBreaks;
  if (breaks === undefined) return [{ prefer: 'latest', of: 'modifiedAt' }];
  const chosen =
    object.remote.represents === 'company' ? work.connection.settings.accountTieBreak : 'default';
  return breaks[chosen] ?? breaks.default;
}

const weighs = (rules: readonly TieBreakRule[]) => rules.some((rule) => rule.of !== 'modifiedAt');

/** The numbers that the rules weigh, asked of the CRM only where several records compete. */
export async function signalsFor(
  work: PlanningWork,
  object: ObjectWork,
  groups: readonly (readonly MirrorRow[])[],
): Promise<Signals> {
  const write = object.remote.write;
  const tied = groups.filter((group) => group.length > 1).flat();
  const ids = [...new Set(tied.map((row) => row.id))];
  const signals = new Map<RemoteId, Readonly<Record<string, number>>>();
  if (write?.signals === undefined || !weighs(tieBreakOf(work, object))) return signals;
  for (let start = 0; start < ids.length; start += write.matchMax) {
    const some = ids.slice(start, start + write.matchMax);
    const numbers = await write.signals(work.context, some);
    some.forEach((id, index) => signals.set(id, numbers[index] ?? {}));
  }
  return signals;
}
