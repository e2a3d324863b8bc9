import type { Portal } from './portal.ts';

/** Somebody, or a queue, that records can belong to. */
export interface Owner {
  readonly id: string;
  readonly email: string | null;
  readonly type: 'PERSON' | 'QUEUE';
  firstName: string;
  lastName: string;
  /** Not the owner's id; null for a queue. */
  readonly userId: number | null;
  readonly createdAt: number;
  updatedAt: number;
  archived: boolean;
}

/** An owner to add: a person, with a user of their own. */
export interface OwnerInput {
  readonly email: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** Adds a person and returns their id as an owner. */
export const addOwner = (portal: Portal, input: OwnerInput): string => {
  const { email, firstName = 'Sim', lastName = 'Owner' } = input;
  const now = portal.now();
  const count = portal.owners.length;
  const id = String(52_400_000 + count * 17);
  portal.owners.push({
    id,
    email,
    type: 'PERSON',
    firstName,
    lastName,
    userId: 88_000 + count,
    createdAt: now,
    updatedAt: now,
    archived: false,
  });
  return id;
};

const findOwner = (portal: Portal, id: string): Owner => {
  const owner = portal.owners.find((each) => each.id === id);
  if (!owner) throw new RangeError(`no owner ${id}`);
  return owner;
};

/** Gives an owner another name. */
export const renameOwner = (
  portal: Portal,
  id: string,
  names: Partial<Pick<Owner, 'firstName' | 'lastName'>>,
): void => {
  Object.assign(findOwner(portal, id), names, { updatedAt: portal.now() });
};

/** Takes an owner away; records keep naming them. */
export const archiveOwner = (portal: Portal, id: string): void => {
  const owner = findOwner(portal, id);
  owner.archived = true;
  owner.updatedAt = portal.now();
};
