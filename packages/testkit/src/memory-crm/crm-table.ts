import type { RemoteId, RemoteRecord } from '@concord/core/contract';
import type { Carry, CrmCall } from './crm-calls.ts';
import type { CrmObjectName } from './crm-objects.ts';
import type { CrmShape } from './crm-shapes.ts';
import type { CrmState } from './crm-state.ts';

/** One object of a memory CRM, as the integration user reaches it. */
export interface CrmTable {
  readonly name: CrmObjectName;
  readonly shape: CrmShape;
  readonly state: CrmState;
  readonly carry: Carry;
  /** `Object.Field` and `Object` names that the integration user may not see. */
  readonly hidden: ReadonlySet<string>;
  /** Records that the integration user may not see. */
  readonly unseen: ReadonlySet<RemoteId>;
}

/** Records on one page, at most. */
export const pageMax = 50;

export const callOn = ({ name }: CrmTable, operation: CrmCall['operation']): CrmCall => ({
  operation,
  object: name,
});

/** Records that our user sees, removed ones among them, oldest change first. */
export const seenIn = ({ name, state, unseen }: CrmTable): RemoteRecord[] =>
  state.all(name).filter(({ id }) => !unseen.has(id));

/** Records that our user sees and that stand for themselves. */
export const liveIn = (table: CrmTable): RemoteRecord[] =>
  seenIn(table).filter(({ removed, continuesAs }) => !removed && continuesAs === undefined);

/** The record with no other fields than those asked for. */
export const pick = (record: RemoteRecord, fields: readonly string[]): RemoteRecord => ({
  ...record,
  fields: Object.fromEntries(fields.map((name) => [name, record.fields[name] ?? null])),
});
