import type { MirrorRow, Source } from '../platform/index.ts';

/** The CRM record that a value of the row comes from. */
export const sourceOf = ({ connectionId, crmObject, id }: MirrorRow): Source => ({
  connectionId,
  crmObject,
  crmId: id,
});

/** Whether a value comes from a record of another connection than a source. */
export const isForeign = (of: Source | undefined, source: Source): boolean =>
  of !== undefined && of.connectionId !== source.connectionId;

/** Whether two values come from the same CRM record. */
export const isSameSource = (a: Source | undefined, b: Source): boolean =>
  a?.connectionId === b.connectionId && a.crmObject === b.crmObject && a.crmId === b.crmId;
