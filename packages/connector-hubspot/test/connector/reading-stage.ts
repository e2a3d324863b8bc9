import { toInstant, toRemoteId } from '@concord/core/contract';
import type { Context, Cursor, Read, RemoteId, RemoteRecord } from '@concord/core/contract';
import type { RulesInput, SimulatorOptions } from '../../simulator/index.ts';
import { hubspotOn } from '../../src/hubspot.ts';
import { datedPaths, legacyPaths, type Paths } from '../../src/paths.ts';
import { fixedToken, openContext } from '../open-context.ts';
import { openStage, type Stage } from './open-stage.ts';

const unlimited = {
  tenSecondly: 1e9,
  oauthTenSecondly: 1e9,
  associationsTenSecondly: 1e9,
  searchSecondly: 1e9,
  daily: 1e9,
};

/** Both styles of paths, by name. */
export const pathStyles = [legacyPaths, datedPaths];

/** Objects whose records are read from the beginning. */
export const listed = ['companies', 'contacts', 'deals'] as const;

/** Objects whose records are read. */
export const read = [...listed, 'tasks'] as const;

export type ReadObject = (typeof read)[number];

/** A property of each object that anybody may change. */
export const texts: Readonly<Record<ReadObject, string>> = {
  companies: 'description',
  contacts: 'jobtitle',
  deals: 'description',
  tasks: 'hs_task_subject',
};

/** Switches of the simulator that make reading harder, each by itself. */
export const hostileRules: readonly RulesInput[] = [
  { batchOrder: 'shuffled' },
  { emptyBatchRead: 'notFound' },
  { shortPages: 0.5 },
  { searchCapBody: 'plain' },
  { searchLag: { minMs: 2000, maxMs: 60_000 } },
  { modifiedBumps: true },
  { gzip: true },
];

/** A stage without limits, that tells what was asked. */
export interface ReadingStage extends Stage {
  readonly objects: ReturnType<typeof hubspotOn>['objects'];
  /** A context that knows nothing yet. */
  readonly newContext: () => Context;
  /** What was asked for since the last time, by method and path. */
  readonly asked: () => string[];
}

/** A stage that is read under some paths. */
export const openReadingStage = async (
  options: SimulatorOptions = {},
  paths: Paths = datedPaths,
): Promise<ReadingStage> => {
  const stage = await openStage({ quota: unlimited, ...options });
  const { crm } = stage;
  const tokens = fixedToken({ accessToken: 'sim-integration', instanceUrl: crm.url });
  const now = () => toInstant(crm.clock.now());
  const asked = () => {
    const all = crm.wire.list().map(({ method, target }) => `${method} ${target.split('?')[0]}`);
    crm.wire.clear();
    return all;
  };
  const newContext = () => openContext(crm.url, { tokens, now });
  return { ...stage, objects: hubspotOn(paths).objects, newContext, asked };
};

/** A pass over the changes: every record as it came, the last of each id, and where it ended. */
export interface Pass {
  readonly records: RemoteRecord[];
  readonly latest: ReadonlyMap<string, RemoteRecord>;
  readonly cursor: Cursor;
}

/** Reads a whole pass; `between` happens after each page but the last. */
export const readPass = async (
  context: Context,
  { page }: Read,
  {
    fields = [],
    from = null,
    between,
  }: { fields?: readonly string[]; from?: Cursor | null; between?: () => void } = {},
): Promise<Pass> => {
  const records: RemoteRecord[] = [];
  let after = from;
  for (;;) {
    const { records: some, cursor, more } = await page(context, { fields, after });
    records.push(...some);
    if (!more) {
      return { records, latest: new Map(records.map((one) => [one.id, one])), cursor };
    }
    between?.();
    after = cursor;
  }
};

/** Goes through the whole recycle bin. */
export const readBin = async (
  context: Context,
  { removals }: Pick<Required<Read>, 'removals'>,
  fields: readonly string[] = [],
): Promise<RemoteRecord[]> => {
  const records: RemoteRecord[] = [];
  let after: RemoteId | null = null;
  do {
    const page: Awaited<ReturnType<typeof removals>> = await removals(context, { fields, after });
    records.push(...page.records);
    ({ after } = page);
  } while (after !== null);
  return records;
};

/** Inserts records as a person in HubSpot, each other than the rest. */
export const plant = (stage: Stage, object: ReadObject, count: number, from = 0): RemoteId[] =>
  Array.from({ length: count }, (_, at) =>
    toRemoteId(stage.crm.portal.insert(object, plantOf[object](from + at))),
  );

const plantOf: Readonly<Record<ReadObject, (number: number) => Record<string, string>>> = {
  companies: (number) => ({ name: `Company ${number}`, domain: `company${number}.example` }),
  contacts: (number) => ({ email: `p${number}@acme.example`, lastname: `Person ${number}` }),
  deals: (number) => ({ dealname: `Deal ${number}`, dealstage: 'qualifiedtobuy' }),
  tasks: (number) => ({ hs_task_subject: `Task ${number}`, hs_timestamp: '2026-06-02T09:00:00Z' }),
};

/** Ids of records in the order of numbers. */
export const sorted = (ids: readonly string[]): string[] =>
  ids.toSorted((one, other) => Number(one) - Number(other));

/** Ids of records, in their order. */
export const idsOf = (records: readonly RemoteRecord[]): string[] => records.map(({ id }) => id);
