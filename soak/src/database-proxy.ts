import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededRandom } from '@concord/testkit/simulator';
import { startLossyProxy, type LossyProxy } from './lossy-proxy.ts';

/** The way to the database, on which answers to COMMIT are lost while faults are on. */
export interface DatabaseProxy extends Pick<LossyProxy, 'close'> {
  readonly url: string;
}

/** What decides which commits go unanswered, and who hears of those. */
export interface CommitFaults {
  readonly random: SeededRandom;
  readonly areOn: () => boolean;
  readonly onLost: () => void;
}

/** How many commits of a hundred go unanswered. */
const lostShare = 0.004;

// PostgreSQL's protocol 3.0: a query that says `commit`, and the tag of the command when it is done.
// postgresql.org/docs/18/protocol-message-formats.html, read 2026-11-22
const asksToCommit = (asked: Buffer): boolean =>
  asked[0] === 'Q'.charCodeAt(0) && /^commit;?\0$/iu.test(asked.toString('latin1', 5));

const isCommitted = (answer: Buffer): boolean => answer.includes('COMMIT\0');

/** Stands between the runners and a server that is reached by a unix socket. */
export const startDatabaseProxy = async (
  serverUrl: string,
  directory: string,
  faults: CommitFaults,
): Promise<DatabaseProxy> => {
  const url = new URL(serverUrl);
  const folder = join(directory, 'database');
  await mkdir(folder, { recursive: true });
  const socket = '.s.PGSQL.5432';
  const loses = (answer: Buffer): boolean => {
    if (!isCommitted(answer)) return false;
    faults.onLost();
    return true;
  };
  const proxy = await startLossyProxy({
    listen: { path: join(folder, socket) },
    target: { path: join(url.searchParams.get('host') ?? '', socket) },
    fateOf: (asked) => {
      const isStruck = asksToCommit(asked) && faults.areOn() && faults.random.chance(lostShare);
      return isStruck ? { delayMs: 0, losesAnswer: loses } : null;
    },
  });
  url.searchParams.set('host', folder);
  return { url: url.href, close: proxy.close };
};
