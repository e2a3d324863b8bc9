import type { Table } from '../store/table.ts';
import { refuse } from './record-error.ts';
import type { Work } from './work.ts';

const recordKinds: ReadonlySet<string> = new Set(['lock-row', 'record-error']);

/**
 * Lets a fault strike one record of a request: `lock-row` is UNABLE_TO_LOCK_ROW, `record-error` refuses with the rule's
 * `body` as `CODE: message`. The rule is matched against the method WRITE, the target `object/id`, and the user id.
 */
export const strikeRecord = (work: Work, table: Table, row: number): void => {
  const id = table.idOf(row);
  const target = `${table.object.name}/${id}`;
  const subject = { method: 'WRITE', target, body: '', caller: work.access.userId };
  const fault = work.org.faults.strike(subject, recordKinds);
  if (!fault) return;
  const lock = `UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record or 1 records: ${id}`;
  const text = fault.kind === 'lock-row' ? lock : (fault.body ?? lock);
  const [code = '', ...message] = text.split(': ');
  refuse(code, message.join(': '), { fields: [], status: fault.status ?? 400 });
};
