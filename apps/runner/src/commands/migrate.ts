import { print } from '../screen/print.ts';
import type { Command } from './command.ts';

/** `concord migrate`: brings the database to this version; opening the store does it. */
export const migrate =
  (): Command =>
  async (_, { database }) => {
    print(
      `The database ${'url' in database ? 'server' : `in ${database.directory}`} is up to date.`,
    );
  };
