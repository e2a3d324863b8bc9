import type { MatchedObject } from '../platform/index.ts';
import { groupRows } from './group-rows.ts';
import { keysOfRow } from './keys-of-row.ts';
import { moveKeys } from './move-keys.ts';
import type { PageFacts, PagePlan } from './page-facts.ts';
import { mergesOf, pageLinks } from './page-links.ts';
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
  if (object === null) {
    return { rows: rows.fresh, platform: [], links: [], merges, skipped: [], cleared: [] };
  }
  const spoken = speakAll(facts, object, rows);
  return {
    rows: rows.fresh,
    platform: spoken.flatMap(({ changed }) => changed ?? []),
    links: spoken.flatMap(({ links }) => links),
    merges,
    skipped: skippedRows(rows, object),
    cleared: clearedRows(rows, object),
  };
};

const speakAll = (facts: PageFacts, object: MatchedObject, rows: PageRows): Spoken[] => {
  const links = pageLinks(facts, rows.fresh);
  const records = moveKeys({ facts, object, rows, links });
  const stored = new Map(facts.context.platform.map((record) => [record.id, record]));
  const readers = readersOf(facts, object);
  const page = { facts, object, rows, links, records, stored, readers, ids: facts.ids.values() };
  return groupRows(rows, records, object).map((group) => speakForGroup(group, page));
};

/** R-PERSON-6 */
const skippedRows = ({ fresh }: PageRows, object: MatchedObject): PagePlan['skipped'] => {
  const reason = object === 'person' ? 'no-email' : 'no-domain';
  return fresh
    .filter((row) => !row.removed && keysOfRow(row, object).length === 0)
    .map(({ id }) => ({ crmId: id, reason }));
};

const clearedRows = ({ fresh, known }: PageRows, object: MatchedObject): PagePlan['cleared'] =>
  fresh
    .filter((row) => {
      const before = known.get(row.id);
      const wasSkipped = before !== undefined && keysOfRow(before, object).length === 0;
      return wasSkipped && (row.removed || keysOfRow(row, object).length > 0);
    })
    .map(({ id }) => id);
