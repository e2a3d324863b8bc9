import type { MatchKey } from '../contract/index.ts';
import { identityKeys } from '../platform/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { Link, WriteContext, WriteRequest } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { liveLinks } from './live-links.ts';
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
export function keysOf(record: PlatformRecord, object: ObjectWork): MatchKey[] {
  const kinds = object.remote.write?.matchKeys ?? [];
  const natural = identityKeys(record).filter(({ kind }) => kinds.includes(kind));
  if (uniqueKeyFieldOf(object) === null) return natural;
  return [{ kind: 'unique-key', value: record.id }, ...natural];
}

interface Loaded {
  readonly index: WriteIndex;
  readonly companyLinks: ReadonlyMap<string, Link>;
  readonly companies: ReadonlyMap<string, PlatformRecord>;
}

function toTarget(
  object: ObjectWork,
  { index, companyLinks, companies }: Loaded,
  from: { readonly request: WriteRequest; readonly record: PlatformRecord },
): WriteTarget {
  const keys = keysOf(from.record, object);
  const link = index.linkOf(from.record.id, object.name);
  return {
    ...from,
    keys,
    link,
    company: companies.get(from.record.companyId ?? '') ?? null,
    companyLink: companyLinks.get(from.record.companyId ?? '') ?? null,
    hangsOn: [],
    candidates: index.rowsFor(keys, link?.crmId ?? null),
  };
}

/** The CRM records of the companies that people of the object belong to, by company. */
const companyLinksOf = ({ remote }: ObjectWork, context: WriteContext) =>
  new Map(
    liveLinks(context)
      .filter(({ crmObject }) => crmObject === remote.company?.object)
      .map((link) => [link.recordId, link]),
  );

/** Companies are looked at only where their name and site are written into the person. */
async function loadCompanies(work: PlanningWork, object: ObjectWork, ids: readonly string[]) {
  const wanted = object.remote.companyText === undefined ? [] : [...new Set(ids)];
  const companies = wanted.length === 0 ? [] : await work.parts.store.getRecords(wanted);
  return new Map(companies.map((company) => [company.id, company]));
}

/** The companies and people of the requests, with what the store knows of their match in the CRM. */
export async function loadTargets(
  work: PlanningWork,
  object: ObjectWork,
  requests: readonly WriteRequest[],
): Promise<WriteTarget[]> {
  const { store } = work.parts;
  const records = await store.getRecords(requests.map((request) => request.recordId));
  const byId = new Map(records.map((record) => [record.id, record]));
  const companyIds = records.flatMap((record) => record.companyId ?? []);
  const context = await store.loadWriteContext({
    connectionId: work.connection.id,
    recordIds: [...new Set([...byId.keys(), ...companyIds])],
    keys: records.flatMap((record) => keysOf(record, object)),
  });
  const index = createWriteIndex(context, object.name);
  const companyLinks = companyLinksOf(object, context);
  const companies = await loadCompanies(work, object, companyIds);
  return requests.flatMap((request) => {
    const record = byId.get(request.recordId);
    return record === undefined
      ? []
      : [toTarget(object, { index, companyLinks, companies }, { request, record })];
  });
}
