import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededRandom } from '@concord/testkit/simulator';
import { startLossyProxy, type LossyProxy, type LossyProxyParts } from './lossy-proxy.ts';

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

/** Whether the next thing that the server is asked is to commit. */
export const asksToCommit = (asked: Buffer): boolean =>
  asked[0] === 'Q'.charCodeAt(0) && /^commit;?\0$/iu.test(asked.toString('latin1', 5));

/** Whether the server says that it has committed. */
export const isCommitted = (answer: Buffer): boolean => answer.includes('COMMIT\0');

/** Stands in a folder of its own before a server that is reached by a unix socket. */
export const standBefore = async (
  serverUrl: string,
  folder: string,
  fateOf: LossyProxyParts['fateOf'],
): Promise<DatabaseProxy> => {
  const url = new URL(serverUrl);
  await mkdir(folder, { recursive: true });
  const socket = '.s.PGSQL.5432';
  const proxy = await startLossyProxy({
    listen: { path: join(folder, socket) },
    target: { path: join(url.searchParams.get('host') ?? '', socket) },
    fateOf,
  });
  url.searchParams.set('host', folder);
  return { url: url.href, close: proxy.close };
};

/** Stands between the runners and the server. */
export const startDatabaseProxy = (
  serverUrl: string,
  directory: string,
  faults: CommitFaults,
): Promise<DatabaseProxy> => {
  const loses = (answer: Buffer): boolean => {
    if (!isCommitted(answer)) return false;
    faults.onLost();
    return true;
  };
  return standBefore(serverUrl, join(directory, 'database'), (asked) => {
    const isStruck = asksToCommit(asked) && faults.areOn() && faults.random.chance(lostShare);
    return isStruck ? { delayMs: 0, losesAnswer: loses } : null;
  });
};
