import { toRemoteId, type DraftLink, type Fields, type RemoteId } from '@concord/core/contract';
import type { Sandbox } from '@concord/testkit/conformance';
import type { DirectAccess, HubSpotSimulator, OwnerInput } from '../../simulator/index.ts';
import { otherToken } from './hubspot-administrator.ts';
import { toFields } from './property-values.ts';

type People = Required<
  Pick<
    Sandbox,
    'seed' | 'edit' | 'remove' | 'restore' | 'merge' | 'holds' | 'hangings' | 'associate'
  >
>;

const textOf = (fields: Fields, name: string): string | undefined =>
  name in fields ? String(fields[name] ?? '') : undefined;

/** An owner's names are empty unless a test gives them. */
const toOwner = (fields: Fields): OwnerInput => ({
  email: textOf(fields, 'email') ?? '',
  firstName: textOf(fields, 'firstName') ?? '',
  lastName: textOf(fields, 'lastName') ?? '',
});

// HubSpot: the types that make a company the first one. developers.hubspot.com, read 2026-11-21
const primaryTypes: Readonly<Record<string, number>> = {
  'contacts companies': 1,
  'deals companies': 5,
};

/** What an email or a task is associated with, and whom it belongs to. */
const hangingsIn = (portal: DirectAccess, object: string, id: RemoteId): DraftLink[] => {
  const linked = (to: string, role: DraftLink['role']): DraftLink[] =>
    portal
      .associated({ object, id }, to)
      .map((one) => ({ role, object: to, id: toRemoteId(one.id) }));
  const owner = portal.read({ object, id })?.['hubspot_owner_id'];
  return [
    ...linked('contacts', 'person'),
    ...linked('companies', 'company'),
    ...(typeof owner === 'string'
      ? [{ role: 'owner', object: 'owners', id: toRemoteId(owner) } as const]
      : []),
  ];
};

interface HeldOwner extends OwnerInput {
  readonly id: string;
  readonly archived: boolean;
}

/** The owner as the portal keeps it. */
const holdsOwner = async (url: string, id: RemoteId): Promise<Fields | null> => {
  const owners = (await (await fetch(`${url}/__simulator/owners`)).json()) as HeldOwner[];
  const owner = owners.find((one) => one.id === id && !one.archived);
  if (!owner) return null;
  const { email, firstName = null, lastName = null } = owner;
  return { email, firstName, lastName };
};

/** An empty text clears a property; null says nothing of it. */
const toCleared = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? '']));

/** What people do in HubSpot. */
export const peopleIn = ({ portal, url }: HubSpotSimulator): People => ({
  seed: async (object, records) =>
    records.map((record) =>
      toRemoteId(
        object === 'owners' ? portal.addOwner(toOwner(record)) : portal.insert(object, record),
      ),
    ),
  edit: async (object, id, fields, by = 'person') => {
    const doer = by === 'person' ? {} : { user: otherToken };
    if (object === 'owners') portal.renameOwner(id, toOwner(fields));
    else portal.update({ object, id }, toCleared(fields), doer);
  },
  remove: async (object, id) => {
    if (object === 'owners') portal.archiveOwner(id);
    else portal.archive({ object, id });
  },
  restore: async (object, id) => void portal.restore({ object, id }),
  merge: async (object, { winner, loser }) =>
    toRemoteId(portal.merge(object, { primary: winner, other: loser })),
  associate: async (from, to) => {
    for (const [at, one] of to.entries()) {
      const primary = at === 0 ? primaryTypes[`${from.object} ${one.object}`] : undefined;
      portal.associate({ from, to: one, ...(primary !== undefined && { typeIds: [primary] }) });
    }
  },
  hangings: async (object, id) => hangingsIn(portal, object, id),
  holds: async (object, id) => {
    if (object === 'owners') return holdsOwner(url, id);
    const record = portal.read({ object, id });
    // A record that was merged away leads to another one.
    const isHere = record !== null && record['id'] === id && record['archived'] !== true;
    return isHere ? toFields(object, record) : null;
  },
});
