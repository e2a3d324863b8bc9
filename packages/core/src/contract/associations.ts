import type { RemoteId } from './brands.ts';
import type { Context } from './context.ts';

/** Whose associations are asked for, with records of which object. */
export interface AssociationRequest {
  readonly ids: readonly RemoteId[];
  readonly to: string;
}

/**
 * What records belong to, where the CRM keeps that apart from their fields and changes it without
 * changing them (R-TIME-2).
 */
export interface Associations {
  /** Objects that the records belong to, by CRM name. */
  readonly to: readonly string[];
  /** Ids in one call, at most. */
  readonly batchMax: number;
  /** `result[i]` is what `ids[i]` belongs to, the primary one first; `[]` for nothing. */
  call(context: Context, request: AssociationRequest): Promise<(readonly RemoteId[])[]>;
}
