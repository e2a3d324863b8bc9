declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UTC with milliseconds, `2026-03-24T10:00:00.000Z`, so that text order is time order. */
export type Instant = Branded<'Instant'>;

/** A record's id in its CRM; of several spellings always the same one. */
export type RemoteId = Branded<'RemoteId'>;

/** A place in a CRM's changes: versioned JSON of at most 8 kB, opaque to the engine. */
export type Cursor = Branded<'Cursor'>;

/** The instant of a date, of milliseconds since 1970 or of ISO text; throws a `RangeError` otherwise. */
export const toInstant = (value: Date | number | string): Instant =>
  new Date(value).toISOString() as Instant;

/** Marks text as a CRM's record id; the connector has checked its form. */
export const toRemoteId = (value: string): RemoteId => value as RemoteId;

/** Marks text as a cursor; only the connector that wrote it reads it. */
export const toCursor = (value: string): Cursor => value as Cursor;
