import type { Field, FieldType } from './field.ts';

const isLongText = ({ type, length }: Field): boolean =>
  type === 'junctionIdList' || (type === 'textarea' && length > 255);

const ungrouped: ReadonlySet<FieldType> = new Set([
  'double',
  'currency',
  'percent',
  'datetime',
  'multipicklist',
  'address',
]);

/** Whether GROUP BY takes a field. "What Can You GROUP BY?", read 2026-11-22 */
export const isGroupable = (field: Field): boolean =>
  !ungrouped.has(field.type) && !isLongText(field);

const uncounted: ReadonlySet<FieldType> = new Set(['boolean', 'multipicklist', 'address']);

/** Whether COUNT, MIN and the like take a field. "Support for Field Types in Aggregate Functions", developer.salesforce.com, read 2026-11-22 */
export const isAggregatable = (field: Field): boolean =>
  !uncounted.has(field.type) && !isLongText(field);

const numbers: ReadonlySet<FieldType> = new Set(['int', 'double', 'currency', 'percent']);

/** Whether SUM and AVG take a field. */
export const isSummable = ({ type }: Field): boolean => numbers.has(type);
