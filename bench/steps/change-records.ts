import { connectPlainly } from './plain-salesforce.ts';
import { measure, report, setting } from './measure.ts';

/** Salesforce: 200 records per collections call. developer.salesforce.com, read 2026-11-21 */
const batchMax = 200;

/** A field of each object that a person may change without changing who or what the record is. */
const changed = {
  Contact: 'Department',
  Lead: 'Description',
  Account: 'Description',
  Opportunity: 'Description',
  Task: 'Description',
} as const;

const objects = Object.keys(changed) as (keyof typeof changed)[];

const connection = connectPlainly('sim-person');

async function idsOf(object: string, max: number): Promise<string[]> {
  const ids: string[] = [];
  const soql = `SELECT Id FROM ${object} ORDER BY Id LIMIT ${max}`;
  let page = await connection.query<{ Id: string }>(soql, { autoFetch: false });
  for (;;) {
    ids.push(...page.records.map(({ Id }) => Id));
    if (page.done || page.nextRecordsUrl === undefined) return ids;
    page = await connection.queryMore(page.nextRecordsUrl);
  }
}

async function change(object: keyof typeof changed, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += batchMax) {
    const records = ids.slice(start, start + batchMax).map((id) => ({
      attributes: { type: object },
      id,
      [changed[object]]: 'Changed by a person',
    }));
    await connection.request({
      method: 'PATCH',
      url: '/composite/sobjects',
      body: JSON.stringify({ allOrNone: false, records }),
      headers: { 'content-type': 'application/json' },
    });
  }
}

/** Changes so many records of all objects, most of them contacts. */
async function changeAll(count: number): Promise<number> {
  let left = count;
  for (const object of objects.toReversed()) {
    if (left === 0) break;
    const ids = await idsOf(object, object === 'Contact' ? left : Math.min(left, 5_000));
    await change(object, ids);
    left -= ids.length;
  }
  return count - left;
}

report({ changed: await measure(() => changeAll(Number(setting('COUNT')))) });
process.exit(0);
