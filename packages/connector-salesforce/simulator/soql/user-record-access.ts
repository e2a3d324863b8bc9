import type { Query } from '@jetstreamapp/soql-parser-js';
import type { Access } from '../org/access.ts';
import { refuse } from '../org/record-error.ts';
import type { Org } from '../org/org.ts';
import { toFullId } from '../store/record-ids.ts';
import { literalsOf } from './compile-comparison.ts';
import { type Comparison, toTree, type Tree } from './condition-tree.ts';
import { unquote } from './literals.ts';
import { refuseColumn } from './soql-error.ts';

// Salesforce: 200 records a query. developer.salesforce.com, read 2026-11-21
const recordMax = 200;

const refuseFilter = (): never =>
  refuse(
    'MALFORMED_QUERY',
    'UserRecordAccess must be filtered by one UserId and by at most 200 RecordId values',
  );

const leavesOf = (tree: Tree): readonly Comparison[] => {
  if (tree.kind === 'leaf') return [tree.leaf];
  return tree.kind === 'and' ? tree.parts.flatMap(leavesOf) : refuseFilter();
};

const idsOf = (leaves: readonly Comparison[], field: string): string[] =>
  leaves
    .filter((leaf) => 'field' in leaf && leaf.field.toLowerCase() === field)
    .flatMap((leaf) => literalsOf(leaf).map(({ text }) => toFullId(unquote(text)) ?? ''));

/** What a user may do with one record. */
const rightsOf = (org: Org, access: Access, recordId: string): Record<string, unknown> => {
  const object = org.schema.byPrefix(recordId.slice(0, 3));
  const row = object && org.table(object.name).rowOf(recordId);
  const isSeen =
    object !== undefined &&
    row !== undefined &&
    org.table(object.name).isLive(row) &&
    access.may('read', object) &&
    !org.isHidden(access.userId, object.name, row);
  const mayEdit = isSeen && access.may('edit', object);
  const mayDelete = mayEdit && access.may('delete', object);
  return {
    UserId: access.userId,
    RecordId: recordId,
    HasReadAccess: isSeen,
    HasEditAccess: mayEdit,
    HasDeleteAccess: mayDelete,
    HasTransferAccess: mayDelete,
    HasAllAccess: mayDelete,
    MaxAccessLevel: mayDelete ? 'All' : mayEdit ? 'Edit' : isSeen ? 'Read' : 'None',
  };
};

const fieldNames = (query: Query, text: string): string[] =>
  (query.fields ?? []).map((field) =>
    field.type === 'Field' ? field.field : refuseColumn(text, '', 'UserRecordAccess'),
  );

const writeRow = (rights: Record<string, unknown>, names: readonly string[], text: string) => {
  const own = new Map(Object.keys(rights).map((name) => [name.toLowerCase(), name]));
  const record: Record<string, unknown> = { attributes: { type: 'UserRecordAccess' } };
  for (const name of names) {
    const known = own.get(name.toLowerCase()) ?? refuseColumn(text, name, 'UserRecordAccess');
    record[known] = rights[known];
  }
  return JSON.stringify(record);
};

/** Answers a query of UserRecordAccess: one record for each id asked about. */
export const userRecordAccessOf = (org: Org, query: Query, text: string): string[] => {
  const leaves = query.where ? leavesOf(toTree(query.where, text)) : refuseFilter();
  const [users, records] = [idsOf(leaves, 'userid'), idsOf(leaves, 'recordid')];
  const [userId] = users;
  if (userId === undefined || users.length > 1) return refuseFilter();
  if (records.length === 0 || records.length > recordMax) return refuseFilter();
  const names = fieldNames(query, text);
  const access = org.access(userId);
  return records.map((id) => writeRow(rightsOf(org, access, id), names, text));
};
