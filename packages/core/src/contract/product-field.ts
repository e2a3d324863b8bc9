/** A custom field that the product would keep up to date, were it there. */
export interface ProductField {
  readonly object: string;
  /** The object that an admin creates it on: another one where kinds of records share fields. */
  readonly definedOn: string;
  /** The CRM's own name for it: `Unify_Metadata__c`. */
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'long-text' | 'number' | 'boolean' | 'date' | 'instant';
  /** Characters at most; `null` for types that have no length. */
  readonly maxLength: number | null;
  /** Whether it is to refuse a second record with the same value: the unique key. */
  readonly unique: boolean;
}
