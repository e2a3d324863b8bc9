import type { ObjectDescription, Operation, RemoteObject } from '../contract/index.ts';

/** What can be done to an object: what the connector has and this account's user may. */
export const capabilitiesOf = (
  { read, write }: RemoteObject,
  { allows }: ObjectDescription,
): Readonly<Record<Operation, boolean>> => ({
  read: read !== undefined && allows.read,
  create: write !== undefined && allows.create,
  update: write?.update !== undefined && allows.update,
  remove: write?.remove !== undefined && allows.remove,
});
