import {
  toRemoteId,
  type Draft,
  type FieldNames,
  type Fields,
  type Instant,
  type RemoteId,
} from '@concord/core/contract';
import {
  companyField,
  hangingsOf,
  ownerOf,
  toFirstCompany,
  type Association,
} from './draft-links.ts';

/** Property values as HubSpot takes them. */
export type Properties = Readonly<Record<string, string>>;

/** What is sent of the fields of a record. */
export interface Input {
  readonly properties: Properties;
  readonly associations: readonly Association[];
}

/** What is sent of the fields that change. */
export interface ChangeInput {
  readonly properties: Properties;
  /** The company that a contact is to belong to; `null` when that stays as it is. */
  readonly company: RemoteId | null;
}

/**
 * The input of a new record: its properties, and what it is associated with from the start.
 *
 * HubSpot: no task without a time; one that is due at none is as of `now`.
 * developers.hubspot.com "Tasks", read 2026-11-21
 */
export const toInput = (
  { object, now }: { readonly object: string; readonly now: Instant },
  draft: Draft,
): Input => {
  const { properties, company } = toChangeInput(draft.fields);
  const owner = ownerOf(draft);
  return {
    properties: {
      ...(object === 'tasks' && { hs_timestamp: now }),
      ...(owner !== null && { hubspot_owner_id: owner }),
      ...properties,
    },
    associations: [
      ...(company === null ? [] : [toFirstCompany(company)]),
      ...hangingsOf(object, draft),
    ],
  };
};

/**
 * The input of a change. An empty value is left out (R-OVERWRITE-5), and what `null` does is not
 * documented; only what is to be cleared is.
 *
 * HubSpot: `''` clears a property. developers.hubspot.com "CRM objects", read 2026-11-21
 */
export const toChangeInput = (fields: Fields, clears: FieldNames = []): ChangeInput => {
  const { [companyField]: company = null, ...others } = fields;
  return {
    properties: Object.fromEntries([
      ...clears.filter((name) => name !== companyField).map((name) => [name, '']),
      ...Object.entries(others).flatMap(([name, value]) =>
        value === null || value === '' ? [] : [[name, String(value)]],
      ),
    ]),
    company: company === null || company === '' ? null : toRemoteId(String(company)),
  };
};
