import type { Write } from '../contract/index.ts';
import type { Plan } from '../ports/index.ts';

/** Calls of one kind that go to the CRM together. */
export interface Portion<Call> {
  readonly kind: 'create' | 'remove' | 'guarded-update' | 'update';
  readonly calls: readonly Call[];
}

/** What tells which calls go together. */
type Sorted = Pick<Plan, 'operation' | 'revision'>;

const kindOf = ({ operation, revision }: Sorted): Portion<never>['kind'] =>
  operation === 'update' && revision !== null ? 'guarded-update' : operation;

/** How many the CRM takes at once; `null` where it has no such call. */
const batchMaxesOf = ({ create, update, remove, guard }: Write) =>
  ({
    create: create.batchMax,
    remove: remove?.batchMax ?? null,
    'guarded-update': guard.kind === 'atomic' ? guard.batchMax : (update?.batchMax ?? null),
    update: update?.batchMax ?? null,
  }) satisfies Record<Portion<never>['kind'], number | null>;

const order = ['create', 'remove', 'guarded-update', 'update'] as const;

/** Creates, removals and both kinds of updates, each in the portions the CRM takes. */
export function toPortions<Call>(
  write: Write,
  calls: readonly Call[],
  sortedOf: (call: Call) => Sorted,
): Portion<Call>[] {
  const maxes = batchMaxesOf(write);
  return order.flatMap((kind) => {
    const some = calls.filter((call) => kindOf(sortedOf(call)) === kind);
    const max = maxes[kind];
    if (max === null) return [];
    const portions = Array.from({ length: Math.ceil(some.length / max) }, (_, at) =>
      some.slice(at * max, (at + 1) * max),
    );
    return portions.map((portion) => ({ kind, calls: portion }));
  });
}
