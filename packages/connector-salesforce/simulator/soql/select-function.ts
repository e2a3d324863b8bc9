import type { FieldType } from '@jetstreamapp/soql-parser-js';
import { toJsonValue } from '../org/field-values.ts';
import { ruledValues } from '../org/ruled-values.ts';
import type { Value } from '../store/table.ts';
import { type FunctionCall, resolveFunction } from './date-functions.ts';
import { formatValue } from './format-value.ts';
import type { Path, Scope } from './scope.ts';
import { refuseQuery } from './soql-error.ts';
import type { RowText } from './write-record.ts';

type Showing = (value: Value) => Value;

const labels = (scope: Scope, { field, index }: Path): Showing => {
  const ruled = index === null ? null : ruledValues(scope.org, scope.table.object, index);
  const values = ruled ?? field.picklist;
  return (value) => values.find((one) => one.value === value)?.label ?? value;
};

const showingOf = (scope: Scope, path: Path, call: FunctionCall): Showing => {
  const [inner] = call.parameters ?? [];
  const first: Showing =
    typeof inner === 'object' ? showingOf(scope, path, inner) : (value) => value;
  const name = (call.functionName ?? '').toUpperCase();
  if (name === 'FORMAT') return (value) => formatValue(first(value));
  if (name !== 'TOLABEL') return first;
  const label = labels(scope, path);
  return (value) => label(first(value));
};

/** The field a selected function is of. */
export const selectedField = ({ parameters = [] }: FunctionCall): string => {
  const [inner = ''] = parameters;
  return typeof inner === 'string' ? inner : selectedField(inner);
};

/** Compiles toLabel(), FORMAT() or convertCurrency() of a field into its value's JSON text. */
export const functionText = (
  scope: Scope,
  call: Extract<FieldType, { type: 'FieldFunctionExpression' }>,
): RowText => {
  const path = resolveFunction(scope, call);
  if (call.functionName.toUpperCase() === 'CONVERTTIMEZONE')
    refuseQuery(scope.text, call.functionName, 'convertTimezone() stands in a date function only');
  const show = showingOf(scope, path, call);
  return (row) => JSON.stringify(show(toJsonValue(path.field, path.read(row))));
};
