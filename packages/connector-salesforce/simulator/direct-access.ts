import { toJsonValue } from './org/field-values.ts';
import {
  beginLong,
  commitLong,
  type LongTransaction,
  rollbackLong,
} from './org/long-transactions.ts';
import type { ConvertOrder } from './org/conversion-targets.ts';
import { type Conversion, convertLead } from './org/convert-lead.ts';
import { mergeRecords, type MergeOrder } from './org/merge-records.ts';
import type { Org } from './org/org.ts';
import type { RecordInput } from './org/read-input.ts';
import { Refusal, type RecordResult } from './org/record-error.ts';
import { deleteRecord, purgeRecord, undeleteRecord } from './org/remove-record.ts';
import { createRecord, updateRecord } from './org/save-record.ts';
import { beginWork, finishWork, type Work } from './org/work.ts';
import type { SimObject } from './schema/schema.ts';

/** Who does something, and in which open transaction; by default the person, at once. */
export interface Doer {
  readonly user?: string | undefined;
  readonly transaction?: LongTransaction | undefined;
}

/** Which record. */
export interface RecordRef {
  readonly object: string;
  readonly id: string;
}

/** The org without HTTP, for tests: every rule applies, every change is in the history. Refusals are thrown. */
export interface DirectAccess {
  /** Creates a record and returns its id. */
  insert(object: string, record: RecordInput, doer?: Doer): string;
  update(ref: RecordRef, change: RecordInput, doer?: Doer): void;
  remove(ref: RecordRef, doer?: Doer): void;
  undelete(ref: RecordRef, doer?: Doer): void;
  /** Takes a record out for good. */
  purge(ref: RecordRef, doer?: Doer): void;
  merge(object: string, order: MergeOrder, doer?: Doer): void;
  /** Converts a lead into an account, a contact and, unless told otherwise, an opportunity. */
  convert(order: ConvertOrder, doer?: Doer): Conversion;
  /** Hides a record from a user, or shows it again. */
  share(ref: RecordRef, sharing: { user: string; isVisible: boolean }): void;
  begin(): LongTransaction;
  commit(transaction: LongTransaction): void;
  rollback(transaction: LongTransaction): void;
  /** A record with every field, as JSON values; null if there is none. Records in the recycle bin count. */
  read(ref: RecordRef): Record<string, unknown> | null;
  /** Ids of live records, in order. */
  ids(object: string): string[];
}

const idOf = (result: RecordResult): string => {
  if (result.ok) return result.id;
  throw new Refusal(...result.errors);
};

const objectOf = (org: Org, name: string): SimObject => {
  const object = org.schema.object(name);
  if (!object) throw new RangeError(`the org has no object ${name}`);
  return object;
};

type Save = (work: Work, object: SimObject) => RecordResult;

/** Access to an org as `defaultUser` unless a call names somebody else. */
export const createDirectAccess = (org: Org, defaultUser: string): DirectAccess => {
  const run = (name: string, doer: Doer | undefined, save: Save): string => {
    const user = doer?.user ?? defaultUser;
    const work = beginWork(org, user, { long: doer?.transaction ?? null });
    const id = idOf(save(work, objectOf(org, name)));
    finishWork(work);
    return id;
  };
  const convert = (order: ConvertOrder, doer?: Doer): Conversion => {
    const long = doer?.transaction ?? null;
    const work = beginWork(org, doer?.user ?? defaultUser, { long });
    const conversion = convertLead(work, order);
    finishWork(work);
    return conversion;
  };
  return {
    insert: (name, record, doer) =>
      run(name, doer, (work, object) => createRecord(work, object, record)),
    update: ({ object: name, id }, input, doer) => {
      run(name, doer, (work, object) => updateRecord(work, object, { id, input }));
    },
    remove: ({ object: name, id }, doer) => {
      run(name, doer, (work, object) => deleteRecord(work, object, id));
    },
    undelete: ({ object: name, id }, doer) => {
      run(name, doer, (work, object) => undeleteRecord(work, object, id));
    },
    purge: ({ object: name, id }, doer) => {
      run(name, doer, (work, object) => purgeRecord(work, object, id));
    },
    merge: (name, order, doer) => {
      run(name, doer, (work, object) => mergeRecords(work, object, order));
    },
    convert,
    share: ({ object, id }, { user, isVisible }) => {
      const row = org.table(object).rowOf(id);
      org.share(user, `${object}:${row ?? -1}`, isVisible);
    },
    begin: () => beginLong(org),
    commit: (transaction) => commitLong(org, transaction),
    rollback: (transaction) => rollbackLong(org, transaction),
    read: ({ object, id }) => {
      const table = org.table(object);
      const row = table.rowOf(id);
      if (row === undefined || !table.isPresent(row)) return null;
      const { fields } = table.object;
      const values = fields.map((field, index) => [
        field.name,
        toJsonValue(field, table.get(row, index)),
      ]);
      return Object.fromEntries(values.filter(([name]) => name !== '')) as Record<string, unknown>;
    },
    ids: (name) => {
      const table = org.table(name);
      const ids: string[] = [];
      for (let row = 0; row < table.count; row += 1)
        if (table.isLive(row)) ids.push(table.idOf(row));
      return ids;
    },
  };
};
