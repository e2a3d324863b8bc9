import { createSyncError, type Context, type RemoteId } from '@concord/core/contract';
import { z } from 'zod';
import { parseAnswer } from './parse-answer.ts';
import { selectPermissionSets } from './query-text.ts';
import { toRecordId } from './record-id.ts';
import { runQueries } from './run-queries.ts';

const assignments = z.array(
  z.looseObject({
    PermissionSetId: z.string(),
    PermissionSet: z.looseObject({
      IsOwnedByProfile: z.boolean(),
      NamespacePrefix: z.string().nullable(),
      Type: z.string().nullable(),
    }),
  }),
);

type Assignment = z.infer<typeof assignments>[number];

/**
 * The permission set of our user that may be changed: one of its own before its profile's, which
 * others share. Sets of a package or of a group cannot be changed.
 */
export const findPermissionSet = async (context: Context, userId: RemoteId): Promise<RemoteId> => {
  const doing = 'find our permission set';
  const queries = [selectPermissionSets(userId)];
  const answers = await runQueries(context, { queries, scope: 'query', doing });
  const rows = answers.flatMap((answer) => answer.rows);
  const open = parseAnswer(assignments, rows, { doing, writes: false })
    .filter(isOpen)
    .toSorted((one, other) => rankOf(one) - rankOf(other));
  const [first] = open;
  if (first === undefined) throw none(doing);
  return toRecordId(first.PermissionSetId);
};

const isOpen = ({ PermissionSet: set }: Assignment): boolean =>
  set.NamespacePrefix === null && (set.Type === 'Regular' || set.Type === 'Profile');

const rankOf = ({ PermissionSet: set }: Assignment): number => (set.IsOwnedByProfile ? 1 : 0);

const none = (doing: string): Error =>
  createSyncError(`${doing}: give the integration user a permission set of its own`, {
    code: 'forbidden',
    reason: 'permission',
    retry: 'never',
    effect: 'none',
  });
