import type { SimObject } from '../schema/schema.ts';
import type { Table, Value } from '../store/table.ts';
import { assignOwner } from './assign-owner.ts';
import { changeRow, type Values } from './change-row.ts';
import { checkId } from './check-id.ts';
import { checkPermissionRecords } from './check-permission-records.ts';
import { checkRequired, checkUnique, checkValues } from './check-values.ts';
import { refuseConvertedLead } from './converted-lead.ts';
import { defaultValues, deriveValues } from './derive-values.ts';
import { checkDuplicates } from './find-duplicates.ts';
import { saveRules } from './object-rules.ts';
import { readInput, type RecordInput } from './read-input.ts';
import { type RecordResult, refuse } from './record-error.ts';
import { strikeRecord } from './record-faults.ts';
import { createSaving } from './save-rule.ts';
import { syncAddresses } from './sync-address.ts';
import { checkValidationRules } from './validation-rules.ts';
import { attempt, claim, type Work } from './work.ts';

/** Salesforce's order: system checks, validation rules, duplicate rules, and unique values at the end. */
const save = (work: Work, [table, row]: readonly [Table, number], values: Values): void => {
  const { object } = table;
  const isNew = table.state(row) === 'absent';
  const current = (field: number) => (isNew ? null : table.get(row, field));
  syncAddresses(object, { isNew, values, current });
  checkRequired(object, values, isNew);
  checkValues(work, object, values);
  if (isNew) defaultValues(table, values, work.access.userId);
  assignOwner(work, [table, row], values);
  const create = createWithin(work);
  const finish = saveRules[object.name]?.(
    createSaving({ work, table, row, isNew, values, create }),
  );
  deriveValues(table, row, values);
  changeRow(
    work,
    { table, row, kind: isNew ? 'created' : 'updated' },
    { values, ...(isNew ? { state: 'live' as const } : {}) },
  );
  finish?.();
  checkValidationRules(work, table, row);
  checkPermissionRecords(work, table, row);
  checkDuplicates(work, [table, row], { values, isNew });
  checkUnique(table, row, values);
  strikeRecord(work, table, row);
};

const createWithin =
  (work: Work) =>
  (name: string, record: Readonly<Record<string, Value>>): string => {
    const table = work.org.table(name);
    const values: Values = new Map();
    for (const [field, value] of Object.entries(record)) {
      const place = table.object.indexOf(field);
      if (place !== undefined) values.set(place, value);
    }
    const row = table.allot();
    save(work, [table, row], values);
    return table.idOf(row);
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

/** The row of a record that may be changed; refuses an id that is of another object, unknown, hidden, deleted or locked. */
export const rowToChange = (work: Work, object: SimObject, id: string): number => {
  const table = work.org.table(object.name);
  const row = table.rowOf(checkId(object, id));
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
    refuseConvertedLead(table, row);
    const values = readInput(work, object, { input, action: 'edit' });
    save(work, [table, row], values);
    return { ok: true, id: table.idOf(row), created: false };
  });
