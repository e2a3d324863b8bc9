import { toRemoteId, type RemoteId } from '@concord/core/contract';
import type { ObjectName } from './objects/object-shape.ts';

/** A record that another one is associated with. */
export interface Linked {
  readonly id: string;
  /** Whether it is the company that the other one belongs to first of all. */
  readonly isPrimary: boolean;
}

/** How the type of an association is told: by its id, or by its name in a list of records. */
interface PrimaryType {
  readonly typeId: number;
  readonly name: string;
}

// HubSpot: types of the primary company. developers.hubspot.com "Associations v4" and recorded
// answers, read 2026-11-21
const primaryTypes: Partial<Readonly<Record<ObjectName, PrimaryType>>> = {
  contacts: { typeId: 1, name: 'contact_to_company' },
  deals: { typeId: 5, name: 'deal_to_company' },
};

/** What makes a company the primary one of a record; `null` where nothing does. */
export const primaryType = (from: ObjectName, to: string): PrimaryType | null =>
  to === 'companies' ? (primaryTypes[from] ?? null) : null;

/**
 * Ids of what a record belongs to, the primary one first. A contact without a primary company
 * belongs to none, as its own property says, whatever it is associated with besides.
 */
export const inOrder = (
  { from, to }: { readonly from: ObjectName; readonly to: string },
  linked: readonly Linked[],
): RemoteId[] => {
  const primary = linked.filter(({ isPrimary }) => isPrimary);
  if (from === 'contacts' && to === 'companies' && primary.length === 0) return [];
  return [...new Set([...primary, ...linked].map(({ id }) => toRemoteId(id)))];
};
