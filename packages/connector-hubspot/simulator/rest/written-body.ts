import type { RowRef } from '../portal/change-row.ts';
import type { Normalized } from '../portal/saving.ts';
import type { ApiCall } from './api-types.ts';
import { recordBody, shownTo } from './record-body.ts';

const always = [
  'hs_all_contact_vids',
  'hs_object_source',
  'hs_object_source_id',
  'hs_object_source_label',
];

/** A record as the answer to a write shows it: what was written and worked out, not all of it. */
export const writtenBody = (
  call: ApiCall,
  ref: RowRef,
  names: readonly string[],
): Record<string, unknown> => {
  const { type } = call.portal.table(ref.object);
  return recordBody(call.portal, ref, shownTo(call, type, { properties: [...names, ...always] }));
};

/** What a 2026-09 answer says of values that it stored in another form. */
export const warningsOf = (warnings: readonly Normalized[]): Record<string, unknown> =>
  warnings.length === 0
    ? {}
    : {
        warnings: warnings.map(({ propertyName, rawValue, normalizedValue }) => ({
          category: 'PROPERTY_VALUE_NORMALIZED',
          context: {
            propertyName: [propertyName],
            rawValue: [rawValue],
            normalizedValue: [normalizedValue],
          },
          message: `The value of property ${propertyName} was normalized.`,
        })),
      };
