import type { Write } from '../contract/index.ts';
import type { Plan } from '../ports/index.ts';

/** Calls of one kind that go to the CRM together. */
export interface Portion<Call> {
  readonly kind: 'create' | 'remove' | 'guarded-update' | 'update';
  readonly calls: readonly Call[];
}

/** What tells which calls go together. */
type Sorted = Pick<Plan, 'operation' | 'revision' | 'crmId'>;

const kindOf = ({ operation, revision }: Sorted): Portion<never>['kind'] =>
  operation === 'update' && revision !== null ? 'guarded-update' : operation;

/** How many the CRM takes at once; `null` where it has no such call, so that each is refused. */
const batchMaxesOf = ({ create, update, remove, guard }: Write) =>
  ({
    create: create.batchMax,
    remove: remove?.batchMax ?? null,
    'guarded-update': guard.kind === 'atomic' ? guard.batchMax : (update?.batchMax ?? null),
    update: update?.batchMax ?? null,
  }) satisfies Record<Portion<never>['kind'], number | null>;

const order = ['create', 'remove', 'guarded-update', 'update'] as const;

/**
 * Calls in rounds in which each record comes once: what follows for a record is to meet what went
 * before it, and CRMs refuse a call that names a record twice.
 */
function inRounds<Call>(calls: readonly Call[], sortedOf: (call: Call) => Sorted): Call[][] {
  const rounds: Call[][] = [];
  const counts = new Map<string, number>();
  for (const call of calls) {
    const { crmId } = sortedOf(call);
    const round = crmId === null ? 0 : (counts.get(crmId) ?? 0);
    if (crmId !== null) counts.set(crmId, round + 1);
    (rounds[round] ??= []).push(call);
  }
  return rounds;
}

const inPortionsOf = <Call>(calls: readonly Call[], max: number): Call[][] =>
  Array.from({ length: Math.ceil(calls.length / max) }, (_, at) =>
    calls.slice(at * max, (at + 1) * max),
  );

/** Creates, removals and both kinds of updates, each in the portions the CRM takes. */
export function toPortions<Call>(
  write: Write,
  calls: readonly Call[],
  sortedOf: (call: Call) => Sorted,
): Portion<Call>[] {
  const maxes = batchMaxesOf(write);
  return order.flatMap((kind) => {
    const some = calls.filter((call) => kindOf(sortedOf(call)) === kind);
    const portions = inRounds(some, sortedOf).flatMap((round) =>
      inPortionsOf(round, maxes[kind] ?? 1),
    );
    return portions.map((portion) => ({ kind, calls: portion }));
  });
}
