import type { Loaders } from './loaders.ts';
import type { Missing } from './schema/problem-types.ts';

/** The first of these ids that is no connection, told to the caller; `null` when all are. */
export const findMissingConnection = async (
  ids: readonly string[],
  { loaders }: { readonly loaders: Loaders },
): Promise<Missing | null> => {
  const connections = await Promise.all(ids.map((id) => loaders.connection(id)));
  const index = connections.indexOf(undefined);
  return index < 0 ? null : missingConnection(ids[index] ?? '');
};

/** A connection that does not exist, told to the caller. */
export const missingConnection = (id: string): Missing => ({
  kind: 'not-found',
  id,
  message: 'There is no connection with this id.',
  remedy: 'Take an id from `crmConnections`.',
});
