import { Refusal } from '../portal/refusal.ts';
import type { ObjectType } from '../schema/object-type.ts';
import type { BatchError } from './batch-reply.ts';

/** HubSpot: a record to associate that is not there, by itself and as an error of a batch. Recorded answers, 2025 and 2026. */
export class InvalidEnd extends Refusal {
  readonly inBatch: BatchError;

  constructor({ messageName, typeId }: ObjectType, id: string) {
    const problem = `${messageName}=${id} is not valid`;
    super(400, {
      message: 'One or more associations are invalid',
      category: 'VALIDATION_ERROR',
      context: { INVALID_OBJECT_IDS: [problem], objectId: [id], objectType: [messageName] },
    });
    this.inBatch = {
      category: 'VALIDATION_ERROR',
      subCategory: 'crm.associations.INVALID_IDENTIFIER',
      message: problem,
      context: { objectId: [id], objectType: [typeId] },
    };
  }
}
