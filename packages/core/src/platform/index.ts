/** The platform's side: its records, fields, connections and mappings. */
export type { PlatformObject } from './catalogue.ts';
export { catalogue, findPlatformField, labelOf } from './catalogue.ts';
export type { Connection, ConnectionSettings, ConnectionState } from './connection.ts';
export { defaultSettings } from './connection.ts';
export type { ManagedTiming, PlatformField, PlatformFieldType } from './field.ts';
export { identityKeys } from './identity-keys.ts';
export type { Direction, FieldMapping } from './field-mapping.ts';
export type { Link, MirrorRow } from './mirror.ts';
export type { PlatformRecord, Source } from './record.ts';
