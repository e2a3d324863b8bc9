import type { MatchedObject } from '../platform/index.ts';
import type { ObjectWork } from './connection-work.ts';

/** What the platform keeps of an object; `null` for objects that are only mirrored. */
export function platformObjectOf(object: ObjectWork): MatchedObject | null {
  const { represents } = object.remote;
  return represents === 'company' || represents === 'person' ? represents : null;
}
