import type { Table } from '../store/table.ts';
import { refuse } from './record-error.ts';

/** Whether a row is a lead that was converted. */
export const isConvertedLead = (table: Table, row: number): boolean => {
  if (table.object.name !== 'Lead') return false;
  const converted = table.object.indexOf('IsConverted');
  return converted !== undefined && table.get(row, converted) === true;
};

/** Refuses a lead that was converted: nothing writes to it, nothing new refers to it. */
export const refuseConvertedLead = (table: Table, row: number): void => {
  if (!isConvertedLead(table, row)) return;
  refuse('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', { fields: [] });
};
