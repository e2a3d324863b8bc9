import { isStaleLease } from '@concord/core/ports';
import type { Lease, PageEffects, Store } from '@concord/core/ports';

/** One call of the port as data, so that a list of them can be read, shrunk and repeated. */
export interface Call {
  readonly name: keyof Store;
  /** The lease it is made under: the last one granted, or the one before, which is stale. */
  readonly lease: 'last' | 'stale' | null;
  readonly given: readonly unknown[];
}

/** Calls that are made under a lease. */
type Leased = 'applyPage' | 'savePlans' | 'markSent' | 'conclude' | 'renewLease' | 'releaseLease';

/** What such a call is given besides the lease. */
type Besides<Name extends Leased> = Name extends 'applyPage'
  ? [Omit<PageEffects, 'lease'>]
  : Parameters<Store[Name]> extends [Lease, ...infer Others]
    ? Others
    : never;

/** A call that needs no lease. */
export const call = <Name extends Exclude<keyof Store, Leased>>(
  name: Name,
  ...given: Parameters<Store[Name]>
): Call => ({ name, lease: null, given });

/** A call under one of the last two leases. */
export const leased = <Name extends Leased>(
  name: Name,
  lease: 'last' | 'stale',
  ...given: Besides<Name>
): Call => ({ name, lease, given });

/** What the call is given in the end. */
const argumentsOf = ({ name, given }: Call, lease: Lease | undefined): readonly unknown[] => {
  if (lease === undefined) return given;
  return name === 'applyPage' ? [{ ...(given[0] as object), lease }] : [lease, ...given];
};

/** Answers that the port promises no order of. */
const unordered: ReadonlySet<keyof Store> = new Set<keyof Store>([
  'getRequests',
  'getRecords',
  'getOutcomes',
  'linksOf',
  'getRedirects',
  'redirectsTo',
  'loadReadContext',
  'keysElsewhere',
  'loadWriteContext',
  'haveOpenOpportunity',
]);

/** The same text for the same value, whatever the order of its members. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

const sorted = (list: readonly unknown[]): unknown[] =>
  list.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));

/** The answer in the order that is promised, and in one order where none is. */
const comparable = (name: keyof Store, answer: unknown): unknown => {
  if (answer instanceof Map) return Object.fromEntries(answer);
  if (!unordered.has(name)) return answer;
  if (answer instanceof Set || Array.isArray(answer)) return sorted([...answer]);
  const lists = Object.entries(answer as Readonly<Record<string, readonly unknown[]>>);
  return Object.fromEntries(lists.map(([part, list]) => [part, sorted(list)]));
};

/** What the store answers, or what it throws. */
export const answerOf = async (
  store: Store,
  made: Call,
  leases: readonly Lease[],
): Promise<unknown> => {
  const lease = (made.lease === 'stale' && leases.at(-2)) || leases.at(-1);
  if (made.lease !== null && lease === undefined) return 'no lease yet';
  const ask = store[made.name] as (...given: readonly unknown[]) => Promise<unknown>;
  try {
    const given = argumentsOf(made, made.lease === null ? undefined : lease);
    return comparable(made.name, await ask(...given));
  } catch (error) {
    return isStaleLease(error) ? 'stale lease' : { thrown: String(error) };
  }
};
