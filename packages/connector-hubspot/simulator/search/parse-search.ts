import { z } from 'zod';
import type { Portal } from '../portal/portal.ts';
import { refuse } from '../portal/refusal.ts';
import { objectTypeOf, type ObjectType } from '../schema/object-type.ts';

export const operators = [
  'LT',
  'LTE',
  'GT',
  'GTE',
  'EQ',
  'NEQ',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const filter = z.object({
  propertyName: z.string(),
  operator: z.enum(operators),
  value: word.nullish(),
  highValue: word.nullish(),
  values: z.array(word).nullish(),
});

const sort = z.union([
  z.string(),
  z.object({
    propertyName: z.string(),
    direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING'),
  }),
]);

/** A search as the body states it. */
export const searchShape = z.object({
  query: z.string().nullish(),
  filterGroups: z.array(z.object({ filters: z.array(filter) })).nullish(),
  filters: z.array(filter).nullish(),
  sorts: z.array(sort).nullish(),
  properties: z.array(z.string()).nullish(),
  limit: z.union([z.int(), z.string().regex(/^\d+$/u).transform(Number)]).nullish(),
  after: z.union([z.string(), z.number()]).transform(String).nullish(),
});

export type Filter = z.output<typeof filter>;

/** The order of results. */
export interface Order {
  readonly propertyName: string;
  readonly isDescending: boolean;
}

/** A search that HubSpot takes. */
export interface Search {
  readonly type: ObjectType;
  readonly query: string | null;
  /** A record fits when all filters of one group do; no groups fit every record. */
  readonly groups: readonly (readonly Filter[])[];
  readonly order: Order;
  readonly limit: number;
  readonly offset: number;
}

// HubSpot: the caps of a search. developers.hubspot.com, read 2026-11-21
const caps = { groups: 5, filters: 6, allFilters: 18, limit: 200, results: 10_000 } as const;

const bad = (detail: string): never =>
  refuse('There was a problem with the request.', { errors: [{ message: detail }] });

const checkGroups = (groups: readonly (readonly Filter[])[]): void => {
  if (groups.length > caps.groups)
    bad(`too many filterGroups: ${groups.length}, the maximum is ${caps.groups}`);
  if (groups.some((filters) => filters.length > caps.filters))
    bad(`too many filters in a filterGroup, the maximum is ${caps.filters}`);
  if (groups.flat().length > caps.allFilters)
    bad(`too many filters: ${groups.flat().length}, the maximum is ${caps.allFilters}`);
};

/** HubSpot: not filterable. developers.hubspot.com, read 2026-11-21 */
const isFilterable = (type: ObjectType, name: string): boolean =>
  name !== 'hs_body_preview_html' &&
  !(type.name === 'emails' && (name === 'hs_email_html' || name === 'hs_body_preview'));

const checkProperty = (portal: Portal, type: ObjectType, name: string): void => {
  const other = /^associations\.(.+)$/u.exec(name)?.[1];
  if (other !== undefined) {
    if (!objectTypeOf(other)) bad(`Unable to infer object type from: ${other}`);
    return;
  }
  if (!portal.property(type.name, name)) bad(`Property "${name}" does not exist`);
  if (!isFilterable(type, name)) bad(`Property "${name}" is not filterable`);
};

const checkOperands = ({ propertyName, operator, value, highValue, values }: Filter): void => {
  const needs = (part: string): never =>
    bad(`operator ${operator} on ${propertyName} needs ${part}`);
  if (operator === 'IN' || operator === 'NOT_IN') {
    if (!values || values.length === 0) needs('values');
  } else if (operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY') return;
  else if (value === null || value === undefined) needs('a value');
  else if (operator === 'BETWEEN' && (highValue === null || highValue === undefined))
    needs('a highValue');
};

const orderOf = (sorts: z.output<typeof searchShape>['sorts'], type: ObjectType): Order => {
  if (sorts && sorts.length > 1) bad(`too many sorts: ${sorts.length}, the maximum is 1`);
  const [first] = sorts ?? [];
  if (first === undefined) return { propertyName: type.createdProperty, isDescending: false };
  if (typeof first !== 'string')
    return { propertyName: first.propertyName, isDescending: first.direction === 'DESCENDING' };
  const isDescending = first.startsWith('-');
  return { propertyName: isDescending ? first.slice(1) : first, isDescending };
};

const beyondCap = (portal: Portal): never =>
  portal.rules.searchCapBody === 'plain'
    ? refuse('The requested offset is too large', { category: 'BAD_REQUEST' })
    : bad(`after plus limit exceeds the maximum of ${caps.results} results`);

const offsetOf = (portal: Portal, after: string | null | undefined, limit: number): number => {
  if (after === null || after === undefined || after === '') return 0;
  if (!/^\d+$/u.test(after)) bad(`after must be an integer: ${after}`);
  const offset = Number(after);
  return offset + limit > caps.results ? beyondCap(portal) : offset;
};

/** Reads a search; refuses one beyond the caps, and one that names what is not there. */
export const parseSearch = (
  portal: Portal,
  type: ObjectType,
  body: z.output<typeof searchShape>,
): Search => {
  const lone = body.filters && body.filters.length > 0 ? [body.filters] : [];
  const groups = [...(body.filterGroups ?? []).map(({ filters }) => filters), ...lone];
  checkGroups(groups);
  for (const each of groups.flat()) {
    checkProperty(portal, type, each.propertyName);
    checkOperands(each);
  }
  const order = orderOf(body.sorts, type);
  checkProperty(portal, type, order.propertyName);
  const limit = body.limit ?? 10;
  if (limit < 1 || limit > caps.limit) bad(`limit must be between 1 and ${caps.limit}: ${limit}`);
  const offset = offsetOf(portal, body.after, limit);
  return { type, query: body.query ?? null, groups, order, limit, offset };
};
