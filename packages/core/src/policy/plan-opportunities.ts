import type { Link, MirrorRow, PlatformRecord, Relation } from '../platform/index.ts';
import { applyRow } from './apply-row.ts';
import { freshRows } from './fresh-rows.ts';
import { isLive } from './is-live.ts';
import { noPlan, type PageFacts, type PagePlan } from './page-facts.ts';
import { refOf, relationOf } from './plan-relations.ts';
import { type Reader, readersOf } from './read-values.ts';

/** A page of opportunities, with the records that their links lead to. */
export type OpportunityFacts = Pick<
  PageFacts,
  'connectionId' | 'crmObject' | 'rows' | 'mappings' | 'description' | 'company' | 'now' | 'ids'
> & {
  readonly context: Pick<PageFacts['context'], 'known' | 'platform' | 'links'>;
  /** Whether the CRM keeps what rows belong to apart from them: a row may then say nothing of it. */
  readonly isAssociated: boolean;
};

/** What a page of opportunities changes: the CRM owns them, so each row is a record (R-OPP-2). */
export const planOpportunities = (facts: OpportunityFacts): PagePlan => {
  const { context } = facts;
  const fresh = freshRows(facts.rows, context.known);
  const live = fresh.filter(isLive);
  const find = finder(facts);
  const heard = hearAll(facts, live, find);
  return {
    ...noPlan,
    rows: fresh,
    platform: heard.flatMap(({ changed }) => changed ?? []),
    links: heard.flatMap(({ link }) => link ?? []),
    forgotten: fresh.filter((row) => !isLive(row)).flatMap((row) => find(row)?.id ?? []),
    relations: live.flatMap((row) => relationsOf(row, facts)),
    relationsOf: fresh.filter((row) => tellsRelations(row, facts)).map(refOf),
  };
};

const tellsRelations = (row: MirrorRow, { isAssociated }: OpportunityFacts): boolean =>
  !isAssociated || row.associated !== undefined || !isLive(row);

/** By its lookup, and by the CRM's associations (R-OPP-1). */
const relationsOf = (row: MirrorRow, facts: OpportunityFacts): Relation[] => {
  if (!tellsRelations(row, facts)) return [];
  const { connectionId, associated = {} } = row;
  const from = refOf(row);
  const lookup = facts.company === null ? null : relationOf(row, { from, to: facts.company });
  const others = Object.entries(associated).flatMap(([object, ids]) =>
    ids.map((id) => ({ connectionId, source: from, from, to: { object, id } })),
  );
  return lookup === null ? others : [lookup, ...others];
};

type Finder = (row: MirrorRow) => PlatformRecord | undefined;

/** One of a kind by its place in the CRM (R-DUP-6). */
const keyOf = ({ connectionId, crmObject, id }: MirrorRow): string =>
  `${connectionId}/${crmObject}/${id}`;

const finder = ({ context }: OpportunityFacts): Finder => {
  const byKey = new Map(context.platform.map((record) => [record.key, record]));
  return (row) => byKey.get(keyOf(row));
};

interface Heard {
  /** `null` when the platform already holds all of it. */
  readonly changed: PlatformRecord | null;
  /** `null` when it is linked already. */
  readonly link: Link | null;
}

const hearAll = (facts: OpportunityFacts, live: readonly MirrorRow[], find: Finder): Heard[] => {
  const readers = readersOf(facts, 'opportunity').get(facts.crmObject) ?? [];
  const linked = new Set(facts.context.links.map(({ recordId }) => recordId));
  const ids = facts.ids.values();
  return live.map((row) => {
    const stored = find(row);
    const record = stored ?? newRecord(row, facts, ids);
    return {
      changed: changedBy(row, { record, stored, readers, facts }),
      link: linked.has(record.id) ? null : linkOf(row, record),
    };
  });
};

const changedBy = (
  row: MirrorRow,
  from: {
    readonly record: PlatformRecord;
    readonly stored: PlatformRecord | undefined;
    readonly readers: readonly Reader[];
    readonly facts: OpportunityFacts;
  },
): PlatformRecord | null => {
  const heard = applyRow(from.record, { row, known: null }, from.readers);
  if (heard === from.stored) return null;
  return { ...heard, version: heard.version + 1, updatedAt: from.facts.now };
};

const newRecord = (
  row: MirrorRow,
  { now }: OpportunityFacts,
  ids: Iterator<string>,
): PlatformRecord => {
  const { value: id } = ids.next();
  if (id === undefined) throw new Error('planOpportunities needs an id for each row');
  return {
    id,
    object: 'opportunity',
    key: keyOf(row),
    keys: [keyOf(row)],
    fields: {},
    sources: {},
    companyId: null,
    personId: null,
    version: 0,
    updatedAt: now,
  };
};

const linkOf = ({ connectionId, crmObject, id }: MirrorRow, record: PlatformRecord): Link => ({
  connectionId,
  crmObject,
  recordId: record.id,
  crmId: id,
  createdByUs: false,
});
