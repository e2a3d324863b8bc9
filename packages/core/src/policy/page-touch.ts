import type { Link, MirrorRow, PlatformRecord } from '../platform/index.ts';
import type { PlannedPage } from './planned-page.ts';

/** Names of all that the storing of one page may change of what another page is planned from. */
export type PageTouch = ReadonlySet<string>;

const placeOf = (crmObject: string, id: string): string => `${crmObject} ${id}`;

/** A CRM record by its place and its match keys, with the records that it merged or turned into. */
export const namesOfRow = ({ crmObject, id, mergedInto, continuesAs, keys }: MirrorRow) => {
  const names = [placeOf(crmObject, id)];
  if (mergedInto !== null) names.push(placeOf(crmObject, mergedInto));
  if (continuesAs !== undefined) names.push(placeOf(continuesAs.object, continuesAs.id));
  for (const { value } of keys) names.push(value);
  return names;
};

const namesOfRecord = ({ id, keys }: PlatformRecord): string[] => [id, ...keys];

const namesOfLink = ({ crmObject, crmId, recordId }: Link): string[] => [
  placeOf(crmObject, crmId),
  recordId,
];

/** What a planned page may change: its rows before and after, its platform records and links. */
export const touchOf = ({ plan, context }: PlannedPage): PageTouch => {
  const touch = new Set(plan.forgotten);
  const add = (names: readonly string[]) => names.forEach((name) => touch.add(name));
  for (const rows of [plan.rows, context.known]) for (const row of rows) add(namesOfRow(row));
  for (const records of [plan.platform, context.platform]) {
    for (const record of records) add(namesOfRecord(record));
  }
  for (const link of plan.links) add(namesOfLink(link));
  return touch;
};

/** Whether what a page was planned from, or what it makes, may be changed by another page. */
export const isStale = ({ rows, context, plan }: PlannedPage, touch: PageTouch): boolean => {
  const isTouched = (names: readonly string[]) => names.some((name) => touch.has(name));
  return (
    [rows, context.known, context.rivals].some((some) =>
      some.some((row) => isTouched(namesOfRow(row))),
    ) ||
    [context.platform, context.companies, plan.platform].some((some) =>
      some.some((record) => isTouched(namesOfRecord(record))),
    ) ||
    context.links.some((link) => isTouched(namesOfLink(link)))
  );
};
