import type { AssociationType } from './association-type.ts';

type Pair = readonly [from: string, to: string, typeId: number, inverseId: number];

// HubSpot: association type ids, both directions. developers.hubspot.com, read 2026-11-21 and 2026-11-22
const unlabelled: readonly Pair[] = [
  ['contacts', 'companies', 279, 280],
  ['contacts', 'deals', 4, 3],
  ['deals', 'companies', 341, 342],
  ['emails', 'contacts', 198, 197],
  ['emails', 'companies', 186, 185],
  ['emails', 'deals', 210, 209],
  ['tasks', 'contacts', 204, 203],
  ['tasks', 'companies', 192, 191],
  ['tasks', 'deals', 216, 215],
  ['emails', 'tickets', 224, 223],
  ['tasks', 'tickets', 230, 229],
  ['notes', 'contacts', 202, 201],
  ['notes', 'companies', 190, 189],
  ['notes', 'deals', 214, 213],
  ['notes', 'tickets', 228, 227],
  ['calls', 'contacts', 194, 193],
  ['calls', 'companies', 182, 181],
  ['calls', 'deals', 206, 205],
  ['calls', 'tickets', 220, 219],
  ['meetings', 'contacts', 200, 199],
  ['meetings', 'companies', 188, 187],
  ['meetings', 'deals', 212, 211],
  ['meetings', 'tickets', 226, 225],
  ['tickets', 'contacts', 16, 15],
  ['tickets', 'companies', 339, 340],
  ['tickets', 'deals', 28, 27],
  ['line_items', 'deals', 20, 19],
  ['contacts', 'contacts', 449, 449],
  ['companies', 'companies', 450, 450],
  ['deals', 'deals', 451, 451],
  ['tickets', 'tickets', 452, 452],
];

const primary: readonly Pair[] = [
  ['contacts', 'companies', 1, 2],
  ['deals', 'companies', 5, 6],
  ['tickets', 'companies', 26, 25],
];

const singular: Readonly<Record<string, string>> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  emails: 'email',
  tasks: 'task',
  notes: 'note',
  calls: 'call',
  meetings: 'meeting_event',
  tickets: 'ticket',
  line_items: 'line_item',
};

const hasPrimary = (from: string, to: string): boolean =>
  primary.some(([one, other]) => (one === from && other === to) || (one === to && other === from));

const both = (
  [from, to, typeId, inverseId]: Pair,
  label: string | null,
  end: string,
): AssociationType[] => {
  const make = (one: string, other: string, ids: readonly [number, number]): AssociationType => ({
    from: one,
    to: other,
    typeId: ids[0],
    inverseId: ids[1],
    category: 'HUBSPOT_DEFINED',
    label,
    name: `${singular[one]}_to_${singular[other]}${end}`,
  });
  const forth = make(from, to, [typeId, inverseId]);
  return typeId === inverseId ? [forth] : [forth, make(to, from, [inverseId, typeId])];
};

const parents: readonly AssociationType[] = [
  {
    from: 'companies',
    to: 'companies',
    typeId: 13,
    inverseId: 14,
    category: 'HUBSPOT_DEFINED',
    label: 'Child Company',
    name: 'parent_to_child_company',
  },
  {
    from: 'companies',
    to: 'companies',
    typeId: 14,
    inverseId: 13,
    category: 'HUBSPOT_DEFINED',
    label: 'Parent Company',
    name: 'child_to_parent_company',
  },
];

/** HubSpot's own association types. */
export const standardTypes: readonly AssociationType[] = [
  ...unlabelled.flatMap((pair) =>
    both(pair, null, hasPrimary(pair[0], pair[1]) ? '_unlabeled' : ''),
  ),
  ...primary.flatMap((pair) => both(pair, 'Primary', '')),
  ...parents,
];

const primaryIds: ReadonlySet<number> = new Set(
  primary.flatMap(([, , one, other]) => [one, other]),
);

/** Whether a type makes the company the first one of a contact or deal. */
export const isPrimary = (typeId: number): boolean => primaryIds.has(typeId);
