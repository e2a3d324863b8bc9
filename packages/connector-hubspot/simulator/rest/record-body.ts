import { originalVersion, versionBody } from '../portal/property-versions.ts';
import type { RowRef } from '../portal/change-row.ts';
import type { Portal } from '../portal/portal.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { toInstant } from '../store/instant.ts';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import type { ApiCall } from './api-types.ts';
import { associationsBody } from './associations-body.ts';
import { typeNamed } from './object-call.ts';

/** What of a record is shown. */
export interface Shown {
  /** In the order of names, without those the portal does not have. */
  readonly properties: readonly string[];
  readonly history: readonly string[];
  /** Object types whose associations are shown. */
  readonly associations: readonly ObjectType[];
  /** Properties that the caller may not see. */
  readonly hidden: ReadonlySet<string>;
}

// HubSpot: without `sales-email-read` the content of emails is redacted. developers.hubspot.com, read 2026-11-21
const emailContent: ReadonlySet<string> = new Set([
  'hs_email_html',
  'hs_email_text',
  'hs_email_subject',
  'hs_email_headers',
  'hs_body_preview',
  'hs_body_preview_html',
]);
const nothing: ReadonlySet<string> = new Set();

const namesOf = (list: readonly string[]): string[] =>
  list
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What a call is shown of records of a type, where it asks for these properties. */
export const shownTo = (
  call: ApiCall,
  type: ObjectType,
  asked: {
    properties: readonly string[];
    history?: readonly string[];
    associations?: readonly string[];
  },
): Shown => {
  const known = call.portal.objectSchema(type.name).properties;
  const isKnown = (name: string): boolean => known.get(name)?.archivedAt === null;
  const history = namesOf(asked.history ?? []).filter(isKnown);
  const wanted = namesOf(asked.properties);
  const names =
    wanted.length > 0 || history.length > 0 ? [...wanted, ...history] : type.defaultProperties;
  const always = [type.createdProperty, type.modifiedProperty, 'hs_object_id'];
  const mayReadContent = call.grant.scopes.includes('sales-email-read');
  return {
    properties: [...new Set([...names, ...always])].filter(isKnown).toSorted(),
    history,
    associations: namesOf(asked.associations ?? []).map(typeNamed),
    hidden: type.name === 'emails' && !mayReadContent ? emailContent : nothing,
  };
};

const historyOf = (portal: Portal, { object, row }: RowRef, name: string): unknown[] => {
  const { table, versions } = portal.store(object);
  const kept = versions.get(row, name);
  const original = originalVersion(table, row, table.get(row, name));
  return (kept ?? (original ? [original] : [])).toReversed().map(versionBody);
};

const histories = (portal: Portal, ref: RowRef, shown: Shown): Record<string, unknown> =>
  Object.fromEntries(
    shown.history
      .filter((name) => !shown.hidden.has(name))
      .map((name) => [name, historyOf(portal, ref, name)]),
  );

/** A record as HubSpot shows it. */
export const recordBody = (portal: Portal, ref: RowRef, shown: Shown): Record<string, unknown> => {
  const table = portal.table(ref.object);
  const { row } = ref;
  const id = encodeId(row);
  const archivedAt = table.archivedAt.get(row);
  const properties: Record<string, Value> = {};
  for (const name of shown.properties)
    properties[name] = shown.hidden.has(name) ? null : table.get(row, name);
  const associations = associationsBody(portal, ref, shown.associations);
  return {
    id,
    properties,
    ...(shown.history.length === 0 ? {} : { propertiesWithHistory: histories(portal, ref, shown) }),
    createdAt: toInstant(table.createdAt(row)),
    updatedAt: toInstant(table.modifiedAt(row)),
    archived: archivedAt !== undefined,
    ...(archivedAt === undefined ? {} : { archivedAt: toInstant(archivedAt) }),
    ...(associations === null ? {} : { associations }),
    url: `https://app.hubspot.com/contacts/${portal.id}/record/${table.type.typeId}/${id}`,
  };
};
