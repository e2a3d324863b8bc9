import type { MirrorRow, MatchedObject } from '../platform/index.ts';

/** The platform field that holds what makes a record one of a kind, and its kind of match key. */
export const keyField = { company: 'domain', person: 'email' } as const satisfies Readonly<
  Record<MatchedObject, string>
>;

/** The values by which a row is found as this kind of platform record. */
export const keysOfRow = (row: MirrorRow, object: MatchedObject): string[] =>
  row.keys.filter(({ kind }) => kind === keyField[object]).map(({ value }) => value);
