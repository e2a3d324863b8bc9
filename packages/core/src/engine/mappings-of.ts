import type { FieldMapping } from '../platform/index.ts';

type Mappings = readonly FieldMapping[];

const grouped = new WeakMap<Mappings, ReadonlyMap<string, Mappings>>();

const none: Mappings = [];

/**
 * The mappings of one CRM object: the same list for all records, so that what is worked out of it
 * is worked out once.
 */
export function mappingsOf(mappings: Mappings, crmObject: string): Mappings {
  const known = grouped.get(mappings) ?? Map.groupBy(mappings, (one) => one.crmObject);
  grouped.set(mappings, known);
  return known.get(crmObject) ?? none;
}
