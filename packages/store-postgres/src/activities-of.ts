import type { ReportStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { askedFor } from './asked-for.ts';
import { recordColumns, unpackRecord } from './packed-record.ts';
import type { RecordRow } from './packed-record.ts';
import type { Db } from './tables.ts';

/** Emails or tasks of each person, newest first: ids rise with age. */
export const activitiesOf =
  (db: Db): ReportStore['activitiesOf'] =>
  async (object, personIds, perPerson) => {
    if (personIds.length === 0) return new Map();
    const { rows } = await sql<RecordRow>`
      select ${recordColumns} from ${askedFor(personIds)} cross join lateral (
        select * from concord.platform_record one
        where one.person_id = asked.value and one.object = ${object}
        order by one.id desc limit ${perPerson}
      ) r order by r.id desc`.execute(db);
    return Map.groupBy(rows.map(unpackRecord), ({ personId }) => personId ?? '');
  };
