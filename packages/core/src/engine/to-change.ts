import type { Change, Fields, RemoteId } from '../contract/index.ts';
import type { Plan } from '../ports/index.ts';

/** What an update tells the CRM: a write fills fields, and only an undo empties some. */
export function toChange({ crmId, fields, undoes }: Plan): Change {
  const id = crmId as RemoteId;
  if (undoes === undefined) return { id, fields };
  const clears = Object.keys(fields).filter((name) => fields[name] === null);
  const filled: Fields = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  );
  return clears.length === 0 ? { id, fields } : { id, fields: filled, clears };
}
