import type { WriteStore } from '@concord/core/ports';
import { linksByRecord } from './links.ts';
import { distinctRows, rowsById, rowsByKey } from './mirror-rows.ts';
import { recordsById } from './platform-records.ts';
import type { Db } from './tables.ts';

/** All that the planning of writes needs to know of what is stored. */
export const loadWriteContext =
  (db: Db): WriteStore['loadWriteContext'] =>
  async ({ connectionId, recordIds, keys }) => {
    const ids = [...new Set(recordIds)];
    const links = (await linksByRecord(db, ids)).filter(
      (link) => link.connectionId === connectionId,
    );
    const except = { crmObject: '', ids: [] };
    const rows = await rowsByKey(db, { connectionId, except }, keys);
    for (const [crmObject, group] of Map.groupBy(links, (link) => link.crmObject)) {
      const crmIds = group.map((link) => link.crmId);
      rows.push(...(await rowsById(db, { connectionId, crmObject }, crmIds)));
    }
    return { records: await recordsById(db, ids), links, rows: distinctRows(rows) };
  };
