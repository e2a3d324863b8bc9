import type { FieldValue, Instant } from '../contract/index.ts';
import type { MatchedObject, PlatformRecord, Source } from '../platform/index.ts';

/** What a caller says of a record. */
export interface PlatformChange {
  readonly object: MatchedObject;
  /** Normalised keys, the identifying one first. */
  readonly keys: readonly string[];
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** `undefined` leaves the company that is there. */
  readonly companyId: string | null | undefined;
}

const without = (sources: Readonly<Record<string, Source>>, keys: Iterable<string>) => {
  const gone = new Set(keys);
  return Object.fromEntries(Object.entries(sources).filter(([key]) => !gone.has(key)));
};

/** What a caller speaks of; the company goes by `company`. */
const namedIn = ({ fields, companyId }: PlatformChange): string[] => [
  ...Object.keys(fields),
  ...(companyId === undefined ? [] : ['company']),
];

const keyField = { company: 'domain', person: 'email' } as const;

/** The record after the change; values that the caller gave are the platform's own. */
export function changeRecord(
  known: PlatformRecord | null,
  change: PlatformChange,
  from: { readonly id: string; readonly now: Instant },
): PlatformRecord {
  const [key = ''] = change.keys;
  const base = known ?? {
    id: from.id,
    object: change.object,
    key,
    keys: [],
    fields: { [keyField[change.object]]: key },
    sources: {},
    companyId: null,
    personId: null,
    version: 0,
  };
  return {
    ...base,
    keys: [...new Set([base.key, ...base.keys, ...change.keys])],
    fields: { ...base.fields, ...change.fields },
    sources: without(base.sources, namedIn(change)),
    companyId: change.companyId === undefined ? base.companyId : change.companyId,
    version: base.version + 1,
    updatedAt: from.now,
  };
}
