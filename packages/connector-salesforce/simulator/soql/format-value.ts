import type { Value } from '../store/table.ts';

const day = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const number = new Intl.NumberFormat('en-US');

/** A value, as JSON has it, in the words of the user's locale, which is American: FORMAT() of SOQL. [MEM] the spelling. */
export const formatValue = (value: Value): Value => {
  if (typeof value === 'number') return number.format(value);
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d{2}-\d{2}$/u.test(value)) return day.format(new Date(value));
  return /^\d{4}-\d{2}-\d{2}T/u.test(value) ? moment.format(new Date(value)) : value;
};
