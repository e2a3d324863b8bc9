/** A kind of CRM object, as paths, messages and defaults name it. */
export interface ObjectType {
  /** As the path names it: `contacts`. */
  readonly name: string;
  readonly singular: string;
  readonly typeId: string;
  /** As messages name it: `CONTACT`. */
  readonly messageName: string;
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  /** What an answer shows where no properties are asked for. */
  readonly defaultProperties: readonly string[];
  /** What a search's `query` looks into. */
  readonly searchedProperties: readonly string[];
  readonly requiredProperties: readonly string[];
  /** Whether an archived record can be seen and restored, or is gone. */
  readonly hasRecycleBin: boolean;
  readonly canMerge: boolean;
  /** Whether it is something that was done with people: an email, a task, a call. */
  readonly isActivity: boolean;
}

const usual = {
  createdProperty: 'createdate',
  modifiedProperty: 'hs_lastmodifieddate',
  requiredProperties: [],
  hasRecycleBin: true,
  canMerge: true,
  isActivity: false,
} as const;

const activity = {
  createdProperty: 'hs_createdate',
  modifiedProperty: 'hs_lastmodifieddate',
  defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  requiredProperties: ['hs_timestamp'],
  hasRecycleBin: true,
  canMerge: false,
  isActivity: true,
} as const;

// HubSpot: type ids, default properties and required properties. developers.hubspot.com, read 2026-11-21
/** The object types of a portal. */
export const objectTypes: readonly ObjectType[] = [
  {
    ...usual,
    name: 'contacts',
    singular: 'contact',
    typeId: '0-1',
    messageName: 'CONTACT',
    modifiedProperty: 'lastmodifieddate',
    defaultProperties: [
      'createdate',
      'email',
      'firstname',
      'hs_object_id',
      'lastmodifieddate',
      'lastname',
    ],
    searchedProperties: [
      'firstname',
      'lastname',
      'email',
      'phone',
      'hs_additional_emails',
      'company',
    ],
  },
  {
    ...usual,
    name: 'companies',
    singular: 'company',
    typeId: '0-2',
    messageName: 'COMPANY',
    defaultProperties: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    searchedProperties: ['name', 'phone', 'website', 'domain'],
  },
  {
    ...usual,
    name: 'deals',
    singular: 'deal',
    typeId: '0-3',
    messageName: 'DEAL',
    defaultProperties: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    searchedProperties: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
  },
  {
    ...activity,
    name: 'emails',
    singular: 'email',
    typeId: '0-49',
    messageName: 'EMAIL',
    searchedProperties: ['hs_email_subject'],
    hasRecycleBin: false,
  },
  {
    ...activity,
    name: 'tasks',
    singular: 'task',
    typeId: '0-27',
    messageName: 'TASK',
    searchedProperties: ['hs_task_subject', 'hs_task_body'],
  },
  {
    ...activity,
    name: 'notes',
    singular: 'note',
    typeId: '0-46',
    messageName: 'NOTE',
    searchedProperties: ['hs_note_body'],
  },
  {
    ...activity,
    name: 'calls',
    singular: 'call',
    typeId: '0-48',
    messageName: 'CALL',
    searchedProperties: ['hs_call_title', 'hs_call_body'],
  },
  {
    ...activity,
    name: 'meetings',
    singular: 'meeting',
    typeId: '0-47',
    messageName: 'MEETING_EVENT',
    searchedProperties: ['hs_meeting_title', 'hs_meeting_body'],
  },
  {
    ...usual,
    name: 'tickets',
    singular: 'ticket',
    typeId: '0-5',
    messageName: 'TICKET',
    requiredProperties: ['hs_pipeline_stage'],
    defaultProperties: [
      'content',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_category',
      'hs_ticket_priority',
      'subject',
    ],
    searchedProperties: ['subject', 'content', 'hs_pipeline_stage', 'hs_ticket_category'],
  },
  {
    ...usual,
    name: 'line_items',
    singular: 'line_item',
    typeId: '0-8',
    messageName: 'LINE_ITEM',
    defaultProperties: [
      'amount',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_product_id',
      'name',
      'price',
      'quantity',
    ],
    searchedProperties: ['name', 'description', 'hs_sku'],
    canMerge: false,
  },
];

/** The type that a path names: by its plural, its singular or its id. */
export const objectTypeOf = (name: string): ObjectType | null => {
  const word = name.toLowerCase();
  return objectTypes.find((type) => [type.name, type.singular, type.typeId].includes(word)) ?? null;
};
