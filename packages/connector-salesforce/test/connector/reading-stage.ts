import {
  toInstant,
  type Context,
  type Cursor,
  type Read,
  type RemoteRecord,
} from '@concord/core/contract';
import type { SimulatorOptions } from '../../simulator/index.ts';
import { fixedToken, openContext } from '../open-context.ts';
import { openStage, type Stage } from './open-stage.ts';

/** A stage that tells what was asked. */
export interface ReadingStage extends Stage {
  /** A context that knows nothing yet. */
  readonly newContext: () => Context;
  /** Resources that were asked for since the last time, below the API's version. */
  readonly asked: () => string[];
}

const resourceOf = (target: string): string =>
  target.replace(/^\/services\/data\/v[\d.]+/, '').replace(/\?.*/, '');

/** A stage whose pages are as long as asked for. */
export const openReadingStage = async (options: SimulatorOptions = {}): Promise<ReadingStage> => {
  const stage = await openStage({ ...options, rules: { shortPages: 0, ...options.rules } });
  const { crm } = stage;
  const tokens = fixedToken({ accessToken: 'sim-integration', instanceUrl: crm.url });
  const now = () => toInstant(crm.clock.now());
  const asked = () => {
    const targets = crm.wire.list().map(({ target }) => resourceOf(target));
    crm.wire.clear();
    return targets;
  };
  return { ...stage, newContext: () => openContext(crm.url, { tokens, now }), asked };
};

/** Reads a whole pass; every record as it came, and where it ended. */
export const readRecords = async (
  context: Context,
  { page }: Read,
  { fields = [], from = null }: { fields?: readonly string[]; from?: Cursor | null } = {},
): Promise<{ readonly records: RemoteRecord[]; readonly cursor: Cursor }> => {
  const records: RemoteRecord[] = [];
  let after = from;
  for (;;) {
    const { records: some, cursor, more } = await page(context, { fields, after });
    records.push(...some);
    if (!more) return { records, cursor };
    after = cursor;
  }
};

/** Ids of records, in their order. */
export const idsOf = (records: readonly RemoteRecord[]): string[] => records.map(({ id }) => id);
