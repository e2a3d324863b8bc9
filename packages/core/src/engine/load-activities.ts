import type { DraftLink, MatchKey } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { Link, WriteContext, WriteRequest } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { objectsOf } from './connection-work.ts';
import { liveLinks } from './live-links.ts';
import { keysOf } from './load-targets.ts';
import { ownerAddress } from './owner-address.ts';
import { createWriteIndex } from './write-index.ts';
import type { WriteTarget } from './write-target.ts';

/** Requests for emails or tasks, with their records and the people these are about. */
export interface Activities {
  readonly items: readonly {
    readonly request: WriteRequest;
    readonly record: PlatformRecord;
    readonly person: PlatformRecord | null;
  }[];
}

/** The records of the requests and their people; a request without a record is left out. */
export async function loadActivities(
  work: PlanningWork,
  requests: readonly WriteRequest[],
): Promise<Activities> {
  const { store } = work.parts;
  const records = await store.getRecords(requests.map(({ recordId }) => recordId));
  const people = await store.getRecords([...new Set(records.flatMap((r) => r.personId ?? []))]);
  const byId = new Map([...records, ...people].map((record) => [record.id, record]));
  return {
    items: requests.flatMap((request) => {
      const record = byId.get(request.recordId);
      return record === undefined
        ? []
        : [{ request, record, person: byId.get(record.personId ?? '') ?? null }];
    }),
  };
}

/** Objects of one kind, in the order in which they speak: a Contact before a Lead. */
const namesOf = (work: PlanningWork, represents: string): string[] =>
  objectsOf(work.connector, work.connection)
    .filter(({ remote }) => remote.represents === represents)
    .map(({ name }) => name);

interface Around {
  readonly context: WriteContext;
  readonly links: readonly Link[];
  readonly people: readonly string[];
  readonly companies: readonly string[];
  readonly users: readonly string[];
}

/** The CRM record of a platform record, the first object first; one in the bin is none. */
function linked(
  { links }: Around,
  recordId: string | null,
  from: { readonly role: DraftLink['role']; readonly names: readonly string[] },
): DraftLink[] {
  for (const object of from.names) {
    const link = links.find((l) => l.recordId === recordId && l.crmObject === object);
    if (link !== undefined) return [{ role: from.role, object, id: link.crmId }];
  }
  return [];
}

/** The CRM's user with this address; nobody when there is none (R-EMAIL-7). */
function ownerOf({ context, users }: Around, address: string | null): DraftLink[] {
  const found = context.rows
    .filter((row) => users.includes(row.crmObject) && !row.removed)
    .filter((row) => row.keys.some(({ kind, value }) => kind === 'email' && value === address))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return found.slice(0, 1).map(({ crmObject, id }) => ({ role: 'owner', object: crmObject, id }));
}

const emailKey = (value: string): MatchKey => ({ kind: 'email', value });

async function loadAround(
  work: PlanningWork,
  object: ObjectWork,
  { items }: Activities,
): Promise<Around> {
  const owners = items.flatMap(({ record }) => ownerAddress(record) ?? []);
  const ids = items.flatMap(({ record, person }) => [
    record.id,
    person?.id ?? [],
    person?.companyId ?? [],
  ]);
  const context = await work.parts.store.loadWriteContext({
    connectionId: work.connection.id,
    recordIds: [...new Set(ids.flat())],
    keys: [
      ...items.flatMap(({ record }) => keysOf(record, object)),
      ...[...new Set(owners)].map(emailKey),
    ],
  });
  return {
    context,
    links: liveLinks(context),
    people: namesOf(work, 'person'),
    companies: namesOf(work, 'company'),
    users: namesOf(work, 'user'),
  };
}

/** Emails or tasks on their way into one object, with what each is to hang on. */
export async function toActivityTargets(
  work: PlanningWork,
  object: ObjectWork,
  activities: Activities,
): Promise<WriteTarget[]> {
  const around = await loadAround(work, object, activities);
  const index = createWriteIndex(around.context, object.name);
  return activities.items.map(({ request, record, person }) => {
    const keys = keysOf(record, object);
    const link = index.linkOf(record.id, object.name);
    return {
      request,
      record,
      keys,
      link,
      company: null,
      companyLink: null,
      hangsOn: [
        ...linked(around, record.personId, { role: 'person', names: around.people }),
        ...linked(around, person?.companyId ?? null, { role: 'company', names: around.companies }),
        ...ownerOf(around, ownerAddress(record)),
      ],
      candidates: index.rowsFor(keys, link?.crmId ?? null),
    };
  });
}
