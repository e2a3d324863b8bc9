import type { FieldValue } from '../contract/index.ts';

/** Whether a value says nothing: null or white space. `false` and 0 are values (R-OVERWRITE-5). */
export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
