import type { Connection } from '@concord/core/platform';
import type { Runner } from './create-runner.ts';

/**
 * Forgets an account's credentials: no work begins any more, and a batch under way ends as it can.
 * What is known of the account stays, so that reconnecting goes on where it stopped.
 */
export const disconnectAccount = async (
  { store, vault }: Pick<Runner, 'store' | 'vault'>,
  connection: Connection,
): Promise<Connection> => {
  const state = 'needs-reconnect';
  await store.changeConnection(connection.id, { state });
  await vault.forget(connection.id);
  return { ...connection, state };
};
