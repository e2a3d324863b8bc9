import type { RemoteRecord } from '@concord/core/contract';
import type { MirrorRow } from '@concord/core/platform';
import { connectionId } from '../engine/world.ts';
import type { Stage } from './stage.ts';

const isGone = ({ removed, continuesAs }: RemoteRecord) => removed || continuesAs !== undefined;

const isAlike = (record: RemoteRecord, row: MirrorRow | undefined): boolean => {
  if (isGone(record)) return row?.removed ?? true;
  const held = Object.entries(row?.fields ?? {});
  return (
    row?.removed === false && held.every(([name, value]) => (record.fields[name] ?? null) === value)
  );
};

/** Records of the CRM and what the mirror has of them, where these differ (I22). */
export async function unlike({ crm, store }: Stage): Promise<object[]> {
  const found: object[] = [];
  for (const crmObject of ['Company', 'Person', 'Lead']) {
    const rows = await store.listMirror({ connectionId, crmObject, after: null, limit: 1_000 });
    const mirror = new Map(rows.map((row) => [row.id, row]));
    for (const record of crm.state.all(crmObject)) {
      const row = mirror.get(record.id);
      mirror.delete(record.id);
      if (!isAlike(record, row)) found.push({ record, row });
    }
    found.push(...[...mirror.values()].filter((row) => !row.removed));
  }
  return found;
}
