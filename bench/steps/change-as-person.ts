import { connectPlainly } from './plain-salesforce.ts';

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

/** An object of which a person changes records. */
export type ChangedObject = keyof typeof changed;

/** All of them, those with the most records last. */
export const changedObjects = Object.keys(changed).toReversed() as ChangedObject[];

const connection = connectPlainly('sim-person');

/** Ids of the first records of an object. */
export async function idsOf(object: ChangedObject, max: number): Promise<string[]> {
  const ids: string[] = [];
  const soql = `SELECT Id FROM ${object} ORDER BY Id LIMIT ${max}`;
  let page = await connection.query<{ Id: string }>(soql, { autoFetch: false });
  for (;;) {
    ids.push(...page.records.map(({ Id }) => Id));
    if (page.done || page.nextRecordsUrl === undefined) return ids;
    page = await connection.queryMore(page.nextRecordsUrl);
  }
}

/** Changes records as a person does, in the CRM. */
export async function changeAsPerson(object: ChangedObject, ids: readonly string[]): Promise<void> {
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
