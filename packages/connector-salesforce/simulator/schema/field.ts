/** Salesforce's own names of field types. */
export type FieldType =
  | 'id'
  | 'string'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'email'
  | 'phone'
  | 'url'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'reference'
  | 'address'
  | 'junctionIdList';

/** One value of a picklist; `validFor` names the values of the controlling field that allow it. */
export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly validFor?: readonly string[];
  readonly isDefault?: boolean;
}

/** One field of an object, as an administrator defined it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters at most; 0 where the type has no length. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly custom: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly nameField: boolean;
  readonly calculated: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly defaultValue: string | number | boolean | null;
  /** The compound field that this one is a part of; null for none. */
  readonly compoundFieldName: string | null;
  readonly picklist: readonly PicklistValue[];
  readonly restricted: boolean;
  readonly controllerName: string | null;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  /** The name under which the referenced object lists these records; null for none. */
  readonly childRelationshipName: string | null;
  /** Whether a record goes with the one it refers to. */
  readonly cascadeDelete: boolean;
}

/** One object, as an administrator defined it. */
export interface ObjectDefinition {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  /** The first three characters of its record ids. */
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly fields: readonly Field[];
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly mergeable: boolean;
  readonly replicateable: boolean;
  /** Whether the recycle bin gives a record back; where absent, of every object that can be deleted. */
  readonly undeletable?: boolean;
  /** Whether other objects have the same prefix, so that describe shows none. */
  readonly sharesKeyPrefix?: boolean;
  /** Whether only users with "View Setup and Configuration" may query it. */
  readonly needsSetupView?: boolean;
}
