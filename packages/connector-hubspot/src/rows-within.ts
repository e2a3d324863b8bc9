import { toInstant } from '@concord/core/contract';
import { malformedAnswer } from './errors.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import type { RecordBody } from './parse-answer.ts';
import type { Window } from './query-text.ts';

/**
 * Those rows of a search that lie in the window asked for, in the order of ids. A search may show
 * others, as when a record has moved on since the index took it up: what they are is for a later
 * window to tell, and where they are says nothing of how far this one was read.
 */
export const rowsWithin = (
  rows: readonly RecordBody[],
  window: Window,
  shape: Pick<ObjectShape, 'name' | 'modified'>,
): readonly RecordBody[] => {
  const within = rows.filter((row) => isWithin(row, window, shape));
  const isAscending = within.every((row, at) => isAbove(row.id, within[at - 1]?.id ?? '0'));
  if (!isAscending) throw malformedAnswer(`read ${shape.name}`, 'records out of order', false);
  return within;
};

const isWithin = (
  row: RecordBody,
  { from, until, above }: Window,
  { modified }: Pick<ObjectShape, 'modified'>,
): boolean => {
  const at = modifiedAt(row, modified);
  return at >= from && (until === null || at < until) && isAbove(row.id, above ?? '0');
};

const modifiedAt = ({ properties, updatedAt }: RecordBody, modified: string): string => {
  const at = Date.parse(properties[modified] ?? '');
  return Number.isNaN(at) ? updatedAt : toInstant(at);
};

/** Whether an id is higher than another one: ids are numbers of any length. */
export const isAbove = (id: string, other: string): boolean =>
  id.length === other.length ? id > other : id.length > other.length;
