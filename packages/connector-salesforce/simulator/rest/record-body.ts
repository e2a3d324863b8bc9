import { refuse } from '../org/record-error.ts';
import { fieldPiece, keyText, recordText, type RowText } from '../soql/write-record.ts';
import type { Table } from '../store/table.ts';
import type { ApiCall } from './api-types.ts';

/** The JSON text of records read by id: the named fields, or every field the user may read. */
export const recordBody = (call: ApiCall, table: Table, names?: readonly string[]): RowText => {
  const { object } = table;
  const access = call.state.org.access(call.userId);
  const readable = object.fields.flatMap((field, index) =>
    access.canRead(object, index) ? [field.name] : [],
  );
  const wanted = names
    ? [...names, ...(names.some((name) => name.toLowerCase() === 'id') ? [] : ['Id'])]
    : readable;
  const parts = wanted.map((name) => {
    const index = object.indexOf(name);
    if (index === undefined || !access.canRead(object, index)) {
      return refuse('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
    }
    return fieldPiece(table, index, keyText(object.fields[index]?.name ?? name));
  });
  return recordText(table, call, parts);
};
