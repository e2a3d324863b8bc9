import type { SimObject } from '../schema/schema.ts';
import type { Table } from '../store/table.ts';
import { changeRow, type Values } from './change-row.ts';
import { checkPermissionRecords } from './check-permission-records.ts';
import { checkRequired, checkUnique, checkValues } from './check-values.ts';
import { defaultValues, deriveValues } from './derive-values.ts';
import { checkDuplicates } from './find-duplicates.ts';
import { readInput, type RecordInput } from './read-input.ts';
import { type RecordResult, refuse } from './record-error.ts';
import { strikeRecord } from './record-faults.ts';
import { syncAddresses } from './sync-address.ts';
import { checkValidationRules } from './validation-rules.ts';
import { attempt, claim, type Work } from './work.ts';

const assign = (work: Work, object: SimObject, values: Values): void => {
  const rule = work.org.rules.assignments.find((one) => one.object === object.name);
  const owner = object.indexOf('OwnerId');
  if (rule && owner !== undefined && work.options.assign) values.set(owner, rule.owner);
};

/** Salesforce's order: system checks, validation rules, duplicate rules, and unique values at the end. */
const save = (work: Work, [table, row]: readonly [Table, number], values: Values): void => {
  const { object } = table;
  const isNew = table.state(row) === 'absent';
  const current = (field: number) => (isNew ? null : table.get(row, field));
  syncAddresses(object, { isNew, values, current });
  checkRequired(object, values, isNew);
  checkValues(work, object, values);
  if (isNew) defaultValues(table, values, work.access.userId);
  assign(work, object, values);
  deriveValues(table, row, values);
  changeRow(
    work,
    { table, row, kind: isNew ? 'created' : 'updated' },
    { values, ...(isNew ? { state: 'live' as const } : {}) },
  );
  checkValidationRules(work, table, row);
  checkPermissionRecords(work, table, row);
  checkDuplicates(work, [table, row], values);
  checkUnique(table, row, values);
  strikeRecord(work, table, row);
};

const refuseAction = (action: 'create' | 'edit', object: SimObject): never =>
  action === 'create'
    ? refuse(
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        `entity type cannot be inserted: ${object.label}`,
        { fields: [] },
      )
    : refuse('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', {
        fields: [],
      });

/** Creates a record. */
export const createRecord = (work: Work, object: SimObject, input: RecordInput): RecordResult =>
  attempt(work, () => {
    if (!work.access.may('create', object)) refuseAction('create', object);
    const values = readInput(work, object, { input, action: 'create' });
    const table = work.org.table(object.name);
    const row = table.allot();
    save(work, [table, row], values);
    return { ok: true, id: table.idOf(row), created: true };
  });

/** The row of a record that may be changed; refuses an id that is unknown, hidden, deleted or locked. */
export const rowToChange = (work: Work, object: SimObject, id: string): number => {
  const table = work.org.table(object.name);
  const row = table.rowOf(id);
  const isHidden = row !== undefined && work.org.isHidden(work.access.userId, object.name, row);
  if (row === undefined || isHidden || !table.isPresent(row)) {
    return refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', {
      fields: [],
      status: 404,
    });
  }
  if (!table.isLive(row)) {
    refuse('ENTITY_IS_DELETED', 'entity is deleted', { fields: [], status: 404 });
  }
  claim(work, table, row);
  return row;
};

/** Changes the given fields of a record. */
export const updateRecord = (
  work: Work,
  object: SimObject,
  { id, input }: { id: string; input: RecordInput },
): RecordResult =>
  attempt(work, () => {
    const table = work.org.table(object.name);
    const row = rowToChange(work, object, id);
    if (!work.access.may('edit', object)) refuseAction('edit', object);
    const values = readInput(work, object, { input, action: 'edit' });
    save(work, [table, row], values);
    return { ok: true, id: table.idOf(row), created: false };
  });
