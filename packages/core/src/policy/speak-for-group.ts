import type { Link, MirrorRow, MatchedObject, PlatformRecord } from '../platform/index.ts';
import { applyRow, type Speaker } from './apply-row.ts';
import { chooseSpeaker } from './choose-speaker.ts';
import type { Group } from './group-rows.ts';
import { joinCompany } from './join-company.ts';
import { keyField, keysOfRow } from './keys-of-row.ts';
import type { LeadCompanies } from './lead-companies.ts';
import type { KnownRecords } from './move-keys.ts';
import type { PageFacts } from './page-facts.ts';
import type { PageLinks } from './page-links.ts';
import type { PageRows } from './page-rows.ts';
import type { Reader } from './read-values.ts';
import { valueAt } from './value-at.ts';

/** A page of a read with what is known around it. */
export interface Page {
  readonly facts: PageFacts;
  readonly object: MatchedObject;
  readonly rows: PageRows;
  readonly links: PageLinks;
  readonly records: KnownRecords;
  /** Platform records as stored, by id. */
  readonly stored: ReadonlyMap<string, PlatformRecord>;
  readonly readers: ReadonlyMap<string, readonly Reader[]>;
  /** Companies that people speak of in words; `null` where they do not. */
  readonly companies: LeadCompanies | null;
  /** Fresh ids for new platform records. */
  readonly ids: Iterator<string>;
}

/** What a group of CRM records changes on the platform. */
export interface Spoken {
  /** `null` when the platform already holds all of it. */
  readonly changed: PlatformRecord | null;
  readonly links: readonly Link[];
}

/** Lets the tie-break's winner, and nobody else, speak for a platform record. */
export const speakForGroup = (group: Group, page: Page): Spoken => {
  const speaker = chooseSpeaker(group.rows, page.facts);
  if (speaker === null) return { changed: null, links: [] };
  const base = group.record ?? newRecord(group, speaker, page);
  const news = hasNews(group, speaker, page);
  const known = page.rows.before(speaker);
  const record = news ? listen(base, { row: speaker, known }, page) : base;
  const stored = page.stored.get(record.id);
  const version = (stored?.version ?? 0) + 1;
  const changed = record === stored ? null : { ...record, version, updatedAt: page.facts.now };
  return { changed, links: linksFor(record, { ...group, speaker, page, news }) };
};

/** A record that was not read has news only if one of the page spoke in its place before. */
const hasNews = ({ record, former }: Group, speaker: MirrorRow, page: Page): boolean =>
  record === null ||
  page.rows.isOnPage(speaker) ||
  chooseSpeaker([speaker, ...former], page.facts) !== speaker;

const newRecord = (group: Group, speaker: MirrorRow, page: Page): PlatformRecord => {
  const { value: id } = page.ids.next();
  const [key] = keysOfRow(speaker, page.object);
  if (id === undefined || key === undefined) throw new Error('planRead needs an id for each row');
  return {
    id,
    object: page.object,
    key,
    keys: [...new Set([key, ...group.keys])],
    fields: { [keyField[page.object]]: key },
    sources: {},
    companyId: null,
    personId: null,
    version: 0,
    updatedAt: page.facts.now,
  };
};

const listen = (record: PlatformRecord, speaker: Speaker, page: Page): PlatformRecord => {
  const readers = page.readers.get(speaker.row.crmObject) ?? [];
  const heard = applyRow(record, speaker, readers);
  return withCompany(withKeys(heard, speaker.row, page), speaker, page);
};

/** Addresses that belong to another platform record stay there (R-DUP-6). */
const withKeys = (record: PlatformRecord, row: MirrorRow, page: Page): PlatformRecord => {
  const added = keysOfRow(row, page.object).filter(
    (key) => !record.keys.includes(key) && !page.records.byKey.has(key),
  );
  return added.length === 0 ? record : { ...record, keys: [...record.keys, ...added] };
};

/** A company that is not known yet never takes the known one's place. */
const withCompany = (record: PlatformRecord, speaker: Speaker, page: Page): PlatformRecord => {
  const { company, crmObject } = page.facts;
  if (page.companies !== null) return page.companies.hear(record, speaker);
  if (company === null || speaker.row.crmObject !== crmObject) return record;
  const nameIn = ({ fields }: MirrorRow) => valueAt(fields, company.field) ?? null;
  const crmId = nameIn(speaker.row);
  const link = typeof crmId === 'string' ? page.links.ofRow(company.object, crmId) : undefined;
  return link === undefined ? record : joinCompany(record, { id: link.recordId, speaker, nameIn });
};

interface Linking extends Group {
  readonly speaker: MirrorRow;
  readonly page: Page;
  readonly news: boolean;
}

/** The record is linked to the best record of the page's object, and to the one that speaks. */
const linksFor = (record: PlatformRecord, { rows, speaker, page, news }: Linking): Link[] => {
  const { crmObject, connectionId } = page.facts;
  const best = chooseSpeaker(
    rows.filter((row) => row.crmObject === crmObject),
    page.facts,
  );
  const linked = best === null || best === speaker ? [speaker] : [best, speaker];
  return linked
    .filter((row) => news || page.rows.isOnPage(row))
    .filter((row) => page.links.ofRecord(record.id, row.crmObject)?.crmId !== row.id)
    .map((row) => ({
      connectionId,
      crmObject: row.crmObject,
      recordId: record.id,
      crmId: row.id,
      createdByUs: page.links.ofRow(row.crmObject, row.id)?.createdByUs ?? false,
    }));
};
