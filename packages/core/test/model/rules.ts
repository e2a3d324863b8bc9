import type { FieldValue } from '@concord/core/contract';
import { normaliseDomain, normaliseEmail } from '@concord/core/policy';
import type { Link, PlatformRecord } from '@concord/core/platform';
import type { CrmChange, MemoryCrm } from '@concord/testkit/memory-crm';
import { integrationUser } from '@concord/testkit/memory-crm';

// The rules once more, as simply as they can be said: of what the CRM remembers and nothing else.

const isOurs = ({ user }: CrmChange) => user === integrationUser;
const isProduct = (field: string) => field.endsWith('__c');
const isEmpty = (value: FieldValue | undefined) =>
  value === null || value === undefined || value === '';

/** Where a value stands. */
const placeOf = ({ id, field }: CrmChange) => `${id} ${field}`;

/** Our changes of what somebody had said, where the CRM refuses such changes (R-OVERWRITE-2). */
export const replaced = (history: readonly CrmChange[]): CrmChange[] =>
  history.filter(
    (change) =>
      isOurs(change) &&
      change.kind === 'updated' &&
      !isEmpty(change.before) &&
      !isProduct(change.field ?? ''),
  );

/** What people said last and does not stand there, of records that are there (R-OVERWRITE-7). */
export function lost({ state }: MemoryCrm): CrmChange[] {
  const last = new Map<string, CrmChange>();
  for (const change of state.history) {
    if (!isOurs(change) && change.field !== null) last.set(placeOf(change), change);
  }
  return [...last.values()].filter(({ id, field, after }) => {
    const record = state.get(id);
    const isThere = record !== null && !record.removed && record.continuesAs === undefined;
    return (
      isThere && !isProduct(field ?? '') && !isEmpty(after) && record.fields[field ?? ''] !== after
    );
  });
}

/** Values that we wrote and that nobody had ever said of such a field. */
export function madeUp(history: readonly CrmChange[], said: ReadonlySet<unknown>): CrmChange[] {
  const known = new Set<unknown>(said);
  return history.filter((change) => {
    if (!isOurs(change)) known.add(change.after);
    const { field, after } = change;
    const isFree = field === null || isProduct(field) || field === 'CompanyId';
    return isOurs(change) && !isFree && !isEmpty(after) && !known.has(after);
  });
}

const keyField: Readonly<Record<string, string>> = {
  Company: 'Website',
  Person: 'Email',
  Lead: 'Email',
};

const keyOf = (object: string, value: FieldValue) =>
  object === 'Company' ? normaliseDomain(value) : normaliseEmail(value);

/** A person who is a contact becomes no lead (R-PERSON-5). */
const isRival = (one: string, created: string) =>
  one === created || (created === 'Lead' && one === 'Person');

/**
 * Numbers of the product's own field that fell (I06), in records that were always of one person or
 * company: never given another address, and nobody else merged into them.
 */
export function wentBack(history: readonly CrmChange[]): CrmChange[] {
  const keys = Map.groupBy(
    history.filter(({ field, object }) => field === keyField[object]),
    ({ id }) => id,
  );
  const survivors = new Set(
    history.filter(({ kind }) => kind === 'merged').map(({ after }) => after),
  );
  const numberOf = (value: FieldValue) => Number(String(value).replace('play ', ''));
  return history.filter(
    (change) =>
      isOurs(change) &&
      change.field === 'Play__c' &&
      keys.get(change.id)?.length === 1 &&
      !survivors.has(change.id) &&
      numberOf(change.before) > numberOf(change.after),
  );
}

/**
 * Records that we created although one of ours with the same key was there (R-DUP-1), or anybody's
 * that could be known: of the same object when the CRM was last asked before (`here`), of the object
 * that goes before it when the work began (`elsewhere`) (R-DUP-2, R-PERSON-5).
 */
export function doubled(
  history: readonly CrmChange[],
  knowable: {
    readonly elsewhere: (sequence: number) => number;
    readonly here: (sequence: number) => number;
  },
): CrmChange[] {
  interface Known {
    readonly object: string;
    readonly isOurs: boolean;
    key: string | null;
    since: number;
  }
  const there = new Map<string, Known>();
  return history.filter((change) => {
    const { id, object, kind, field, after, sequence } = change;
    if (kind === 'removed' || kind === 'merged' || kind === 'converted') there.delete(id);
    if (field !== keyField[object]) return false;
    const key = keyOf(object, after);
    const isNew = kind === 'created' && isOurs(change);
    const rivals = [...there.values()].filter(
      (one) => one.key === key && isRival(one.object, object),
    );
    const before = there.get(id);
    there.set(id, {
      object,
      // One that somebody gave another key is no longer what we made it as.
      isOurs: isNew || (before?.isOurs === true && before.key === key),
      key,
      since: sequence,
    });
    return (
      isNew &&
      rivals.some((one) => {
        const of = one.object === object ? knowable.here : knowable.elsewhere;
        return one.isOurs || one.since <= of(sequence);
      })
    );
  });
}

/** Everything in the CRM that may be a platform record's (R-COMPANY-1, R-PERSON-1, R-DUP-5). */
export const candidates = (
  { state }: MemoryCrm,
  object: string,
  of: {
    readonly record: PlatformRecord;
    readonly links: readonly Link[];
    readonly hasKey: boolean;
  },
) =>
  state.all(object).filter(({ id, removed, continuesAs, fields }) => {
    if (removed || continuesAs !== undefined) return false;
    const key = keyOf(object, fields[keyField[object] ?? ''] ?? null);
    return (
      (key !== null && of.record.keys.includes(key)) ||
      (of.hasKey && fields['Key__c'] === of.record.id) ||
      of.links.some((link) => link.crmObject === object && link.crmId === id)
    );
  });
