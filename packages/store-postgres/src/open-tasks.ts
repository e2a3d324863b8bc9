import type { ReadStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { askedFor } from './asked-for.ts';
import { recordColumns, unpackRecord } from './packed-record.ts';
import type { RecordRow } from './packed-record.ts';
import type { Db } from './tables.ts';

/** Tasks of people that are `READY`, oldest first: ids rise with age. */
export const openTasks =
  (db: Db): ReadStore['openTasks'] =>
  async (personIds) => {
    if (personIds.length === 0) return [];
    const { rows } = await sql<RecordRow>`
      select ${recordColumns} from ${askedFor(personIds)} cross join lateral (
        select * from concord.platform_record one
        where one.person_id = asked.value and one.object = 'task'
        offset 0
      ) r order by r.id`.execute(db);
    return rows.map(unpackRecord).filter(({ fields }) => fields['status'] === 'READY');
  };
