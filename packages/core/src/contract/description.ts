/** What may be done to the records of an object. */
export type Operation = 'read' | 'create' | 'update' | 'remove';

/** An object as this account's user sees it: fields it may not read are absent. */
export interface ObjectDescription {
  readonly allows: Readonly<Record<Operation, boolean>>;
  readonly fields: readonly FieldDescription[];
}

/** The types of value that fields of every CRM come down to. */
export type FieldType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'choice'
  | 'reference'
  | 'unsupported';

/** A choice that another field has to admit. */
export interface ChoiceDependence {
  readonly field: string;
  /** For each value of that field the choices it admits; none for a value that is not here. */
  readonly admits: Readonly<Record<string, readonly string[]>>;
}

/** One field of an object, as this account's user may use it. */
export interface FieldDescription {
  readonly name: string;
  readonly label: string;
  /** An `unsupported` field cannot be mapped: the mapping is refused when it is saved. */
  readonly type: FieldType;
  /** The CRM's own word for the type, shown to people: `multipicklist`. */
  readonly remoteType: string;
  /** Made by the customer, not part of the CRM's standard schema. */
  readonly custom: boolean;
  readonly creatable: boolean;
  readonly updatable: boolean;
  /** A create without it is refused: not empty and not filled in by the CRM. */
  readonly required: boolean;
  /** The CRM refuses a second record with the same value. */
  readonly unique: boolean;
  /** Characters at most; `null` when there is no limit or it is not text. */
  readonly maxLength: number | null;
  /** Values of a `choice`, active ones only; `null` for other types. */
  readonly choices: readonly string[] | null;
  /** What people read for each of `choices`, in their order; absent where the values say it. */
  readonly choiceLabels?: readonly string[];
  /** Of a task's status, the `choices` that mean it is done, the CRM's own first; absent elsewhere. */
  readonly doneChoices?: readonly string[];
  /** Whether the CRM refuses a value outside `choices`. */
  readonly restricted: boolean;
  /** What the CRM refuses a choice without, as a state outside its country; absent when nothing. */
  readonly dependsOn?: ChoiceDependence;
  /** Another field to map instead, because the CRM derives this one from it; `null` when none. */
  readonly mapInstead: string | null;
}
