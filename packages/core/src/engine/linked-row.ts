import type { MirrorRow, Plan } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';

/** The CRM record that is the plan's record by now, as it was read; `null` where none was. */
export async function linkedRow(
  work: ConnectionWork,
  { connectionId, crmObject, recordId }: Plan,
): Promise<MirrorRow | null> {
  const { links, rows } = await work.parts.store.loadWriteContext({
    connectionId,
    recordIds: [recordId],
    keys: [],
  });
  const link = links.find((one) => one.crmObject === crmObject && one.recordId === recordId);
  return rows.find((one) => one.crmObject === crmObject && one.id === link?.crmId) ?? null;
}
