import { disconnectAccount } from '../disconnect-account.ts';
import { print } from '../screen/print.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';

/** `concord disconnect`: forgets the credentials of a connection. */
export const disconnect =
  (named: string): Command =>
  async (runner) => {
    for (const connection of await chooseConnections(runner.store, named)) {
      const { id, crm, name } = await disconnectAccount(runner, connection);
      print(`${name}: its credentials are forgotten, and nothing is synced.`);
      print(`To take it up again: concord connect ${crm} --id ${id}`);
    }
  };
