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
}

const usual = {
  createdProperty: 'createdate',
  modifiedProperty: 'hs_lastmodifieddate',
  requiredProperties: [],
  hasRecycleBin: true,
  canMerge: true,
} as const;

const activity = {
  createdProperty: 'hs_createdate',
  modifiedProperty: 'hs_lastmodifieddate',
  defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  requiredProperties: ['hs_timestamp'],
  canMerge: false,
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
    hasRecycleBin: true,
  },
];

/** The type that a path names: by its plural, its singular or its id. */
export const objectTypeOf = (name: string): ObjectType | null => {
  const word = name.toLowerCase();
  return objectTypes.find((type) => [type.name, type.singular, type.typeId].includes(word)) ?? null;
};
