import {
  checkboxes,
  choice,
  decimal,
  flag,
  moment,
  readOnly,
  text,
  toOptions,
} from '../make-property.ts';
import type { Property } from '../property.ts';

/** What records of every type have. */
export const systemProperties: readonly Property[] = [
  readOnly(decimal(['hs_object_id', 'Record ID'])),
  readOnly(choice(['hs_object_source', 'Record creation source'], [], { externalOptions: true })),
  readOnly(text(['hs_object_source_id', 'Record creation source ID'])),
  readOnly(text(['hs_object_source_label', 'Record source'])),
  readOnly(text(['hs_object_source_detail_1', 'Record source detail 1'])),
  readOnly(decimal(['hs_object_source_user_id', 'Record creation source user ID'])),
  readOnly(decimal(['hs_created_by_user_id', 'Created by user ID'])),
  readOnly(decimal(['hs_updated_by_user_id', 'Updated by user ID'])),
  readOnly(
    checkboxes(['hs_merged_object_ids', 'Merged record IDs'], [], { externalOptions: true }),
  ),
  readOnly(text(['hs_unique_creation_key', 'Unique creation key'], { hidden: true })),
  readOnly(flag(['hs_was_imported', 'Performed in an import'])),
];

/** When an activity was made and last changed. */
export const activityDates: readonly Property[] = [
  readOnly(moment(['hs_createdate', 'Create date'])),
  readOnly(moment(['hs_lastmodifieddate', 'Last modified date'])),
];

/** Who a record belongs to. */
export const ownerProperties: readonly Property[] = [
  choice(['hubspot_owner_id', 'Owner'], [], {
    externalOptions: true,
    referencedObjectType: 'OWNER',
  }),
  readOnly(moment(['hubspot_owner_assigneddate', 'Owner assigned date'])),
];

// HubSpot: the stages of a contact's or company's life, in their order. developers.hubspot.com, read 2026-11-21
export const lifecycleStages = toOptions([
  'subscriber=Subscriber',
  'lead=Lead',
  'marketingqualifiedlead=Marketing Qualified Lead',
  'salesqualifiedlead=Sales Qualified Lead',
  'opportunity=Opportunity',
  'customer=Customer',
  'evangelist=Evangelist',
  'other=Other',
]);

export const leadStatuses = [
  'NEW=New',
  'OPEN=Open',
  'IN_PROGRESS=In Progress',
  'OPEN_DEAL=Open Deal',
  'UNQUALIFIED=Unqualified',
  'ATTEMPTED_TO_CONTACT=Attempted to Contact',
  'CONNECTED=Connected',
  'BAD_TIMING=Bad Timing',
];
