import { makeField } from '../schema/make-field.ts';
import type { Value } from '../store/table.ts';
import { resolvePath, type Path, type Scope } from './scope.ts';
import { refuseQuery } from './soql-error.ts';

/** A function call as the parser gives it. */
export interface FunctionCall {
  readonly functionName?: string;
  readonly parameters?: readonly (string | FunctionCall)[];
  readonly alias?: string;
  readonly rawValue?: string;
}

const ofDate: Readonly<Record<string, (date: Date) => number | string>> = {
  CALENDAR_YEAR: (date) => date.getUTCFullYear(),
  CALENDAR_QUARTER: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  CALENDAR_MONTH: (date) => date.getUTCMonth() + 1,
  DAY_IN_MONTH: (date) => date.getUTCDate(),
  DAY_IN_WEEK: (date) => date.getUTCDay() + 1,
  HOUR_IN_DAY: (date) => date.getUTCHours(),
  DAY_ONLY: (date) => date.toISOString().slice(0, 10),
};

const toDate = (value: Value): Date | null => {
  if (value === null) return null;
  return typeof value === 'number'
    ? new Date(value * 1000)
    : new Date(`${String(value)}T00:00:00Z`);
};

/** The value of a function of a field (`CALENDAR_YEAR(CreatedDate)`), as if it were a field. */
export const resolveFunction = (scope: Scope, call: FunctionCall): Path => {
  const name = (call.functionName ?? '').toUpperCase();
  const inner = call.parameters?.[0];
  const path =
    typeof inner === 'string' ? resolvePath(scope, inner) : resolveFunction(scope, inner ?? {});
  if (name === 'TOLABEL' || name === 'FORMAT' || name === 'CONVERTCURRENCY') return path;
  if (name === 'CONVERTTIMEZONE') return path;
  const part = ofDate[name];
  if (!part) return refuseQuery(scope.text, call.functionName ?? '', `unexpected token: '${name}'`);
  const field = makeField(
    [path.field.name, path.field.label],
    name === 'DAY_ONLY' ? 'date' : 'int',
  );
  return {
    field,
    index: null,
    read: (row) => {
      const date = toDate(path.read(row));
      return date ? part(date) : null;
    },
  };
};
