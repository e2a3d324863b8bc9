/** Somebody, or a queue, that records can belong to. */
export interface Owner {
  readonly id: string;
  readonly email: string | null;
  readonly type: 'PERSON' | 'QUEUE';
  readonly firstName: string;
  readonly lastName: string;
  /** Not the owner's id; null for a queue. */
  readonly userId: number | null;
  readonly createdAt: number;
  updatedAt: number;
  archived: boolean;
}
