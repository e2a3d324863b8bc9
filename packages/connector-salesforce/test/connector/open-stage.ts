import { toInstant, type Context, type Cursor, type Read } from '@concord/core/contract';
import type { RemoteId, RemoteRecord, WriteResult } from '@concord/core/contract';
import { onTestFinished } from 'vitest';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
  type SimulatorOptions,
} from '../../simulator/index.ts';
import { openContext } from '../open-context.ts';

const startMs = Date.parse('2026-03-24T10:00:00Z');

/** An organisation for one test, and our user in it. */
export interface Stage {
  readonly crm: SalesforceSimulator;
  readonly context: Context;
  /** Our own user. */
  readonly us: string;
}

/** A simulated organisation whose clock stands still, and a context of our user in it. */
export const openStage = async (options: SimulatorOptions = {}): Promise<Stage> => {
  const crm = await createSalesforceSimulator({ clock: { startMs, running: false }, ...options });
  onTestFinished(() => crm.close());
  const token = { accessToken: 'sim-integration', instanceUrl: crm.url };
  const tokens = { current: () => Promise.resolve(token), renew: () => Promise.resolve(token) };
  const now = () => toInstant(crm.clock.now());
  return { crm, context: openContext(crm.url, { tokens, now }), us: crm.report.users.integration };
};

/** Reads one pass; the last record of each id, and where it ended. */
export const readPass = async (
  { context }: Stage,
  read: Read,
  { fields, from = null }: { fields: readonly string[]; from?: Cursor | null },
): Promise<{ latest: ReadonlyMap<string, RemoteRecord>; cursor: Cursor }> => {
  const latest = new Map<string, RemoteRecord>();
  let page = await read.page(context, { fields, after: from });
  for (;;) {
    for (const record of page.records) latest.set(record.id, record);
    if (!page.more) return { latest, cursor: page.cursor };
    page = await read.page(context, { fields, after: page.cursor });
  }
};

/** The id of the one record that was written. */
export const idOf = (results: readonly WriteResult[]): RemoteId => {
  const [result, ...more] = results;
  if (result?.ok !== true || more.length > 0) {
    throw new Error(`not written: ${result?.ok === false ? result.error.message : results.length}`);
  }
  return result.id;
};

/** Creations of an object by our user, as the organisation recorded them. */
export const createdByUs = ({ crm, us }: Stage, object: string): string[] => {
  const creations = crm.history
    .list()
    .filter((one) => one.object === object && one.kind === 'created' && one.user === us);
  return [...new Set(creations.map(({ id }) => id))];
};
