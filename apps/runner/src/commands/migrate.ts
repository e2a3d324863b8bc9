import { print } from '../screen/print.ts';
import { withRunner } from './with-runner.ts';

/** `concord migrate`: brings the database to this version; opening the store does it. */
export const migrate = (): Promise<void> =>
  withRunner(async (_, { database }) => {
    print(
      `The database ${'url' in database ? 'server' : `in ${database.directory}`} is up to date.`,
    );
  });
