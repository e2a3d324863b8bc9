import type { MatchKey } from '../contract/index.ts';
import { identityKeys } from '../platform/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { WriteRequest } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { createWriteIndex } from './write-index.ts';
import type { WriteIndex } from './write-index.ts';
import type { WriteTarget } from './write-target.ts';

/** The field that holds the product's unique key; `null` where the account does not have it. */
export function uniqueKeyFieldOf(object: ObjectWork): string | null {
  const name = object.remote.write?.uniqueKeyField;
  const field = object.description.fields.find((one) => one.name === name);
  return field?.unique === true && field.creatable ? field.name : null;
}

/** Everything a record is found by: its unique key, and all its addresses or domains. */
function keysOf(record: PlatformRecord, object: ObjectWork): MatchKey[] {
  const natural = identityKeys(record);
  if (uniqueKeyFieldOf(object) === null) return natural;
  return [{ kind: 'unique-key', value: record.id }, ...natural];
}

function toTarget(
  object: ObjectWork,
  index: WriteIndex,
  from: { readonly request: WriteRequest; readonly record: PlatformRecord },
): WriteTarget {
  const keys = keysOf(from.record, object);
  const link = index.linkOf(from.record.id, object.name);
  const company = object.remote.company;
  return {
    ...from,
    keys,
    link,
    companyLink: company === null ? null : index.linkOf(from.record.companyId, company.object),
    candidates: index.rowsFor(keys, link?.crmId ?? null),
  };
}

/** The records of the requests, with what the store knows of their match in the CRM. */
export async function loadTargets(
  work: ConnectionWork,
  object: ObjectWork,
  requests: readonly WriteRequest[],
): Promise<WriteTarget[]> {
  const { store } = work.parts;
  const records = await store.getRecords(requests.map((request) => request.recordId));
  const byId = new Map(records.map((record) => [record.id, record]));
  const companies = records.flatMap((record) => record.companyId ?? []);
  const context = await store.loadWriteContext({
    connectionId: work.connection.id,
    recordIds: [...new Set([...byId.keys(), ...companies])],
    keys: records.flatMap((record) => keysOf(record, object)),
  });
  const index = createWriteIndex(context, object.name);
  return requests.flatMap((request) => {
    const record = byId.get(request.recordId);
    return record === undefined ? [] : [toTarget(object, index, { request, record })];
  });
}
