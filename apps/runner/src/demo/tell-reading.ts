import type { Run } from '@concord/core/ports';
import { readOnce } from './run-cycle.ts';
import type { Connected, ConnectedAccount } from './story-parts.ts';
import { tellBeside } from './tell-beside.ts';
import { watch } from './watch.ts';

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const describeRead = ({ crm }: ConnectedAccount, { counts }: Run): string =>
  joined(
    crm.holdings.map(({ object, words }) => {
      const { read = 0 } = counts[object] ?? {};
      return `${read.toLocaleString('en')} ${words}`;
    }),
  );

/** The first read: all there is. */
export const tellReading = (story: Connected): Promise<null> => {
  const { runner, accounts, progress, signal, counters } = story;
  const holdings = accounts.flatMap(({ crm }) => crm.holdings);
  const total = holdings.reduce((sum, { count }) => sum + count, 0);
  return progress.step({ title: 'reading', total }, async (counted) => {
    const reading = tellBeside(accounts, async (account) => {
      const run = await readOnce(runner, account.connection.id, signal);
      account.runs.push(run);
      return describeRead(account, run);
    });
    const lines = await watch(() => counters.applied, counted, reading);
    return [['Read all that is there, untidy as people leave it', ...lines], null];
  });
};
