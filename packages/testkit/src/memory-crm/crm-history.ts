import type { FieldHistory, FieldVersion, Guard, RemoteId } from '@concord/core/contract';
import { callOn } from './crm-table.ts';
import type { CrmTable } from './crm-table.ts';

/** The values of one field, newest first. */
function versionsOf(
  { state }: CrmTable,
  of: { readonly id: RemoteId; readonly field: string; readonly userId: string },
): FieldVersion[] {
  const changes = state.history.filter(({ id, field }) => id === of.id && field === of.field);
  return changes.toReversed().map(({ after, user, at }) => ({
    value: after,
    at,
    ours: user === of.userId,
  }));
}

/** The CRM remembers every change and who made it; `null` for a record that our user cannot see. */
export const compensatingGuard = (table: CrmTable): Extract<Guard, { kind: 'compensating' }> => ({
  kind: 'compensating',
  historyMax: 4,
  history: (context, { ids, fields, userId }) =>
    table.carry(context, callOn(table, 'history'), () =>
      ids.map((id): FieldHistory | null => {
        if (table.unseen.has(id) || table.state.get(id) === null) return null;
        const named = fields.map((field) => [field, versionsOf(table, { id, field, userId })]);
        return Object.fromEntries(named) as FieldHistory;
      }),
    ),
});
