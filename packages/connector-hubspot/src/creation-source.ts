import type { ReadRow } from './batch-read.ts';
import { isBy } from './history.ts';
import { toName } from './query-text.ts';

// HubSpot: who made a record, in the words of a property's history. Recorded answers, read 2026-11-21
const [sourceType, sourceId] = ['hs_object_source', 'hs_object_source_id'] as const;

/** The properties that tell who made a record. */
export const creationSource = [sourceType, sourceId].map(toName);

/** Whether our own app made a record that was read with them. */
export const isMadeBy = ({ properties }: Pick<ReadRow, 'properties'>, userId: string): boolean =>
  isBy({ sourceType: properties[sourceType], sourceId: properties[sourceId] }, userId);
