import type { Carry } from './crm-calls.ts';
import type { CrmObjectName } from './crm-objects.ts';
import { crmShapes } from './crm-shapes.ts';
import type { CrmShape } from './crm-shapes.ts';

/** In what a memory CRM differs from the usual one. */
export interface CrmTraits {
  /**
   * Whether it keeps what records belong to, and the records that were removed, apart from the
   * changes of its records: both are to be asked for.
   */
  readonly keepsApart?: boolean;
  /** Whether it takes any change and remembers what it replaced, in place of refusing it. */
  readonly compensates?: boolean;
  /** How late its matching is said to be; 0 when absent. */
  readonly matchLagMs?: number;
  /**
   * Its clock, in milliseconds since 1970, by whose seconds records are stamped; when absent every
   * change has a second of its own.
   */
  readonly now?: () => number;
  /** How calls get there; when absent they do at once, with `fate` and `interleave`. */
  readonly carry?: Carry;
}

const associates: Partial<Readonly<Record<CrmObjectName, readonly CrmObjectName[]>>> = {
  Person: ['Company'],
  Opportunity: ['Company', 'Person'],
};

const apart = (name: CrmObjectName): Partial<CrmShape> => ({
  associates: associates[name] ?? [],
  removed: 'listed',
  ...(name === 'Opportunity' && { company: null }),
});

const writesOf = (
  writes: NonNullable<CrmShape['writes']>,
  { compensates = false, matchLagMs = 0 }: CrmTraits,
): CrmShape['writes'] => ({
  ...writes,
  matchLagMs,
  guard: compensates && writes.guard === 'atomic' ? 'compensating' : writes.guard,
});

/** The object as a CRM with these traits has it. */
export const shapeOf = (name: CrmObjectName, traits: CrmTraits): CrmShape => {
  const shape = crmShapes[name];
  const { keepsApart = false } = traits;
  return {
    ...shape,
    writes: shape.writes && writesOf(shape.writes, traits),
    ...(keepsApart && apart(name)),
  };
};
