/** What one direction of an association may be called. */
export interface AssociationType {
  readonly from: string;
  readonly to: string;
  readonly typeId: number;
  /** The type that the other direction has at the same time. */
  readonly inverseId: number;
  readonly category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  readonly label: string | null;
  /** As reads of records name it: `contact_to_company`. */
  readonly name: string;
}
