import { checkKeyOnce } from '../org/check-key-once.ts';
import type { RecordInput } from '../org/read-input.ts';
import { type RecordResult, refuse } from '../org/record-error.ts';
import { createRecord, updateRecord } from '../org/save-record.ts';
import { upsertRecord } from '../org/upsert-record.ts';
import type { Work } from '../org/work.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Save } from './run-saves.ts';

/** A record to upsert, its key among its values. */
export interface UpsertInput {
  readonly type: string;
  readonly input: RecordInput;
}

interface Keyed {
  readonly type: string;
  readonly key: string | null;
  readonly input: RecordInput;
}

const toKeyed = (name: string, { type, input }: UpsertInput): Keyed => {
  const own = Object.keys(input).find((key) => key.toLowerCase() === name.toLowerCase());
  const { [own ?? '']: value, ...rest } = input;
  const isGiven = value !== undefined && value !== null && value !== '';
  return { type, key: isGiven ? String(value) : null, input: rest };
};

const objectNamed = (work: Work, type: string): SimObject =>
  work.org.schema.object(type) ??
  refuse('INVALID_TYPE', `sObject type '${type}' is not supported.`);

const save = (
  work: Work,
  object: SimObject,
  [name, { key, input }]: readonly [string, Keyed],
): RecordResult => {
  const isById = name.toLowerCase() === 'id';
  // Salesforce: a null Id creates a record. "Collection Upsert" of the Mobile SDK guide, read 2026-11-22
  if (isById && key === null) return createRecord(work, object, input);
  if (key === null) return refuse('MISSING_ARGUMENT', `${name} not specified`, { fields: [] });
  if (isById) return updateRecord(work, object, { id: key, input });
  const found = { name, value: key, updateOnly: false };
  return upsertRecord.save(work, object, { key: found, input });
};

/** What an upsert of many records does to each, found by the field `name`; records that share a key are refused. */
export const upsertSaves = (name: string, records: readonly UpsertInput[]): Save[] => {
  const all = records.map((record) => toKeyed(name, record));
  const checks = new Map<string, (key: string) => void>();
  const checkOf = (object: SimObject, wanted: string): ((key: string) => void) => {
    const keys = all.filter(({ type }) => type === wanted).map(({ key }) => key);
    const check = checks.get(wanted) ?? checkKeyOnce(object, name, keys);
    checks.set(wanted, check);
    return check;
  };
  return all.map((one): Save => (work) => {
    const object = objectNamed(work, one.type);
    if (one.key !== null) checkOf(object, one.type)(one.key);
    return save(work, object, [name, one]);
  });
};
