import type { Context, ProductField } from '@concord/core/contract';
import { z } from 'zod';
import { send } from './client.ts';
import { askIdentity } from './identify.ts';
import { findPermissionSet } from './own-permission-set.ts';
import { parseAnswer } from './parse-answer.ts';
import { selectFieldPermissions } from './query-text.ts';
import { toRecordId } from './record-id.ts';
import { runQueries } from './run-queries.ts';

const existing = z.array(z.looseObject({ Id: z.string() }));

const open = { PermissionsRead: true, PermissionsEdit: true } as const;

/**
 * Lets our user read and edit a field.
 *
 * Salesforce: nobody may see a field that was made through its API until a permission set says so.
 * developer.salesforce.com "FieldPermissions", read 2026-11-22
 */
export const grantField = async (
  context: Context,
  { object, name }: Pick<ProductField, 'object' | 'name'>,
): Promise<void> => {
  const { userId } = await askIdentity(context);
  const ParentId = await findPermissionSet(context, toRecordId(userId));
  const Field = `${object}.${name}`;
  const id = await findPermission(context, { set: ParentId, field: Field });
  const path = '/sobjects/FieldPermissions';
  const request = { doing: `grant ${Field}`, writes: true } as const;
  if (id === null) {
    const body = { ParentId, SobjectType: object, Field, ...open };
    await send(context, { ...request, method: 'POST', path, body });
  } else {
    await send(context, { ...request, method: 'PATCH', path: `${path}/${id}`, body: open });
  }
};

const findPermission = async (
  context: Context,
  wanted: { readonly set: string; readonly field: string },
): Promise<string | null> => {
  const doing = `look up who may see ${wanted.field}`;
  const queries = [selectFieldPermissions(wanted)];
  const answers = await runQueries(context, { queries, scope: 'query', doing });
  const rows = answers.flatMap((answer) => answer.rows);
  return parseAnswer(existing, rows, { doing, writes: false })[0]?.Id ?? null;
};
