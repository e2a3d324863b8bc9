import { print } from '../screen/print.ts';
import type { Command } from './command.ts';

/**
 * `concord keys rotate`: seals all credentials with the first key of the ring, after which the
 * older keys may be taken out of it.
 */
export const rotateKeys =
  (): Command =>
  async ({ workspaces, ring }) => {
    let count = 0;
    for (const { store, vault } of workspaces) {
      const connections = await store.listConnections();
      for (const { id } of connections) await vault.reseal(id);
      count += connections.length;
    }
    print(`${count} connections are sealed with the key ${ring[0].id}.`);
  };
