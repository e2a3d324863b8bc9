import { createSyncError, type Instant, type RemoteId } from '@concord/core/contract';
import {
  FilterOperatorEnum as Operator,
  type Filter,
} from '@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js';
import type { PublicObjectSearchRequest } from '@hubspot/api-client/lib/codegen/crm/objects/models/PublicObjectSearchRequest.js';
import { filterGroupMax, searchBodyMax, searchPageMax } from './limits.ts';

declare const brand: unique symbol;

/** A name of a property that cannot be anything else. */
export type PropertyName = string & { readonly [brand]: 'name' };

/** The body of a search, as the official client takes it. */
export type SearchQuery = Required<
  Pick<PublicObjectSearchRequest, 'filterGroups' | 'sorts' | 'properties' | 'limit'>
>;

// HubSpot: letters, digits and underscores; a few old ones have other signs. A dot makes
// `associations.contacts` of it, which is no property. developers.hubspot.com, read 2026-11-21
const nameForm = /^[\w-]{1,255}$/;

/** The name of a property; throws `invalid` for anything else. */
export const toName = (text: string): PropertyName => {
  if (nameForm.test(text)) return text as PropertyName;
  throw refuse('not a name that HubSpot could know', text.slice(0, 80));
};

/** Characters of a value to look for, at most: several have to fit a search. */
const valueMax = 1000;

/** Whether text can be looked for at all; a property cannot hold what is not. */
export const isQueryable = (text: string): boolean =>
  text.trim() !== '' && !text.includes('\0') && text.isWellFormed() && text.length <= valueMax;

/** Whether a search is short enough to be sent. */
export const isModest = (query: SearchQuery): boolean =>
  JSON.stringify(query).length <= searchBodyMax && query.filterGroups.length <= filterGroupMax;

/** Records above an id that were changed within a time; `null` is open. */
export interface Window {
  readonly from: Instant;
  /** Not changed then or later. */
  readonly until: Instant | null;
  readonly above: RemoteId | null;
}

/** A name that every object has, by which its records can be gone through without a gap. */
const idName = 'hs_object_id';

/** Records changed within a window, in the order of their ids, which no change disturbs. */
export const selectChanges = (
  modified: PropertyName,
  properties: readonly PropertyName[],
  { from, until, above }: Window,
): SearchQuery => ({
  filterGroups: [
    {
      filters: [
        { propertyName: modified, operator: Operator.Gte, value: toMs(from) },
        ...(until === null
          ? []
          : [{ propertyName: modified, operator: Operator.Lt, value: toMs(until) }]),
        ...aboveId(above),
      ],
    },
  ],
  sorts: [idName],
  properties: [...properties],
  limit: searchPageMax,
});

/** A test of one property: equal to one of the texts, or with one as a word among its words. */
export interface Condition {
  readonly property: PropertyName;
  readonly is: 'equal' | 'containing';
  /** Queryable; letters count alike in either case, except in a choice. */
  readonly values: readonly string[];
}

/** What records to select. */
export interface Selection {
  /** A record meets any of them; there is at least one value. */
  readonly conditions: readonly Condition[];
  /** Only records with a higher id: where the page before ended. */
  readonly above?: RemoteId | null;
}

/**
 * Records that meet any of the conditions, in the order of their ids, archived ones left out; look
 * whether it `isModest`. What HubSpot finds is near, not exact: words are its own idea of words.
 */
export const selectWhere = (
  properties: readonly PropertyName[],
  { conditions, above = null }: Selection,
): SearchQuery => {
  const tests = conditions.flatMap(toFilters);
  if (tests.length === 0) {
    throw new Error('selectWhere: a search without a condition would answer every record');
  }
  return {
    filterGroups: tests.map((test) => ({ filters: [test, ...aboveId(above)] })),
    sorts: [idName],
    properties: [...properties],
    limit: searchPageMax,
  };
};

const toFilters = ({ property, is, values }: Condition): Filter[] => {
  const bad = values.find((value) => !isQueryable(value));
  if (bad !== undefined) throw refuse('a value is empty, too long or not well-formed', property);
  if (values.length === 0) return [];
  return is === 'equal' ? [toEqual(property, values)] : values.map((one) => toWord(property, one));
};

// HubSpot: values of IN have to be in lower case, and EQ minds no case either, except that of an
// enumeration. developers.hubspot.com "Search", read 2026-11-21
const toEqual = (propertyName: PropertyName, values: readonly string[]): Filter => {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0
    ? { propertyName, operator: Operator.Eq, value: only }
    : { propertyName, operator: Operator.In, values: values.map((value) => value.toLowerCase()) };
};

/** A star would stand for any letters. */
const toWord = (propertyName: PropertyName, value: string): Filter => ({
  propertyName,
  operator: Operator.ContainsToken,
  value: value.replaceAll('*', ' '),
});

const aboveId = (id: RemoteId | null): Filter[] =>
  id === null ? [] : [{ propertyName: idName, operator: Operator.Gt, value: id }];

// HubSpot: times are compared as milliseconds since 1970. developers.hubspot.com "Search", read
// 2026-11-21
const toMs = (instant: Instant): string => String(Date.parse(instant));

const refuse = (what: string, field: string): Error =>
  createSyncError(`write a search: ${what}`, {
    code: 'invalid',
    retry: 'never',
    effect: 'none',
    field,
  });
