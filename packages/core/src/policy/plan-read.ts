import type { MatchedObject, PlatformRecord } from '../platform/index.ts';
import { followConversions } from './follow-conversions.ts';
import { groupRows } from './group-rows.ts';
import { isLive } from './is-live.ts';
import { keysOfRow } from './keys-of-row.ts';
import { leadCompanies } from './lead-companies.ts';
import { moveKeys } from './move-keys.ts';
import { noPlan, type PageFacts, type PagePlan } from './page-facts.ts';
import { mergesOf, type PageLinks, pageLinks } from './page-links.ts';
import { type PageRows, pageRows } from './page-rows.ts';
import { readersOf } from './read-values.ts';
import { speakForGroup, type Spoken } from './speak-for-group.ts';

/**
 * What one page of a read changes. A CRM value wins over the platform's; of several CRM records of
 * one person or company only one speaks; what we wrote ourselves changes nothing when read back.
 */
export const planRead = (facts: PageFacts): PagePlan => {
  const rows = pageRows(facts);
  const merges = mergesOf(rows.fresh);
  const { object } = facts;
  if (object === null) return { ...noPlan, rows: rows.fresh, merges };
  const { spoken, companies, links } = speakAll(facts, object, rows);
  const made = spoken.flatMap((one) => one.links);
  return {
    ...noPlan,
    rows: rows.fresh,
    platform: [...companies, ...spoken.flatMap(({ changed }) => changed ?? [])],
    links: [...made, ...followConversions(rows.fresh, links, made)],
    merges,
    skipped: skippedRows(rows, object),
    cleared: clearedRows(rows, object),
  };
};

interface SpokenPage {
  readonly spoken: readonly Spoken[];
  /** Companies that people spoke of in words. */
  readonly companies: readonly PlatformRecord[];
  readonly links: PageLinks;
}

const speakAll = (facts: PageFacts, object: MatchedObject, rows: PageRows): SpokenPage => {
  const links = pageLinks(facts, rows.fresh);
  const records = moveKeys({ facts, object, rows, links });
  const stored = new Map(facts.context.platform.map((record) => [record.id, record]));
  const readers = readersOf(facts, object);
  const ids = facts.ids.values();
  const companies = leadCompanies(facts, ids);
  const page = { facts, object, rows, links, records, stored, readers, companies, ids };
  const spoken = groupRows(rows, records, object).map((group) => speakForGroup(group, page));
  return { spoken, companies: companies?.changed() ?? [], links };
};

/** R-PERSON-6 */
const skippedRows = ({ fresh }: PageRows, object: MatchedObject): PagePlan['skipped'] => {
  const reason = object === 'person' ? 'no-email' : 'no-domain';
  return fresh
    .filter((row) => isLive(row) && keysOfRow(row, object).length === 0)
    .map(({ id }) => ({ crmId: id, reason }));
};

const clearedRows = ({ fresh, known }: PageRows, object: MatchedObject): PagePlan['cleared'] =>
  fresh
    .filter((row) => {
      const before = known.get(row.id);
      const wasSkipped = before !== undefined && keysOfRow(before, object).length === 0;
      return wasSkipped && (!isLive(row) || keysOfRow(row, object).length > 0);
    })
    .map(({ id }) => id);
