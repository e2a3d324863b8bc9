import { makeField } from '../schema/make-field.ts';
import type { Value } from '../store/table.ts';
import { type Path, resolvePath, type Scope } from './scope.ts';
import { refuseQuery } from './soql-error.ts';

/** A function call as the parser gives it. */
export interface FunctionCall {
  readonly functionName?: string;
  readonly parameters?: readonly (string | FunctionCall)[];
  readonly alias?: string;
  readonly rawValue?: string;
}

type DatePart = (date: Date) => number | string;

const year: DatePart = (date) => date.getUTCFullYear();
const quarter: DatePart = (date) => Math.floor(date.getUTCMonth() / 3) + 1;
const month: DatePart = (date) => date.getUTCMonth() + 1;

const dayInYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / 86_400_000) + 1;

const weekOf = (day: number): number => Math.ceil(day / 7);

// [MEM] Weeks are counted from the first of the month or year. The fiscal year of this org begins in January.
const dateParts: ReadonlyMap<string, DatePart> = new Map<string, DatePart>([
  ['CALENDAR_YEAR', year],
  ['CALENDAR_QUARTER', quarter],
  ['CALENDAR_MONTH', month],
  ['FISCAL_YEAR', year],
  ['FISCAL_QUARTER', quarter],
  ['FISCAL_MONTH', month],
  ['DAY_IN_YEAR', dayInYear],
  ['DAY_IN_MONTH', (date) => date.getUTCDate()],
  ['DAY_IN_WEEK', (date) => date.getUTCDay() + 1],
  ['WEEK_IN_YEAR', (date) => weekOf(dayInYear(date))],
  ['WEEK_IN_MONTH', (date) => weekOf(date.getUTCDate())],
  ['HOUR_IN_DAY', (date) => date.getUTCHours()],
  ['DAY_ONLY', (date) => date.toISOString().slice(0, 10)],
]);

const transparent: ReadonlySet<string> = new Set([
  'TOLABEL',
  'FORMAT',
  'CONVERTCURRENCY',
  'CONVERTTIMEZONE',
]);

const upperName = ({ functionName = '' }: FunctionCall): string => functionName.toUpperCase();

/** Whether a function takes a part out of a date. */
export const isDateFunction = (call: FunctionCall): boolean => dateParts.has(upperName(call));

/** Whether a function changes how a value is shown and not which it is. */
export const isTransparent = (call: FunctionCall): boolean => transparent.has(upperName(call));

const toDate = (value: Value): Date | null => {
  if (value === null) return null;
  return typeof value === 'number'
    ? new Date(value * 1000)
    : new Date(`${String(value)}T00:00:00Z`);
};

/** The value of a function of a field (`CALENDAR_YEAR(CreatedDate)`), as if it were a field. */
export const resolveFunction = (scope: Scope, call: FunctionCall): Path => {
  const name = upperName(call);
  const part = dateParts.get(name);
  if (!part && !isTransparent(call))
    return refuseQuery(scope.text, call.functionName ?? '', `unexpected token: '${name}'`);
  const inner = call.parameters?.[0];
  const path =
    typeof inner === 'string' ? resolvePath(scope, inner) : resolveFunction(scope, inner ?? {});
  if (!part) return path;
  const type = name === 'DAY_ONLY' ? 'date' : 'int';
  const field = makeField([path.field.name, path.field.label], type);
  return {
    field,
    index: null,
    read: (row) => {
      const date = toDate(path.read(row));
      return date ? part(date) : null;
    },
  };
};
