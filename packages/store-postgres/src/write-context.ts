import type { WriteStore } from '@concord/core/ports';
import { linksByRecord } from './links.ts';
import { distinctRows, rowsAround } from './mirror-rows.ts';
import type { Db } from './tables.ts';

const nothing = { crmObject: '', ids: [] };

/** All that the planning of writes needs to know of what is stored. */
export const loadWriteContext =
  (db: Db): WriteStore['loadWriteContext'] =>
  async ({ connectionId, recordIds, keys }) => {
    const ids = [...new Set(recordIds)];
    const [links, rows] = await Promise.all([
      linksByRecord(db, ids),
      rowsAround(db, { connectionId, except: nothing, recordIds: ids }, keys),
    ]);
    return {
      links: links.filter((link) => link.connectionId === connectionId),
      rows: distinctRows(rows),
    };
  };
