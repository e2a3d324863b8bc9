/** The platform's side: its records, fields, connections and mappings. */
export type { MatchedObject, PlatformObject } from './catalogue.ts';
export { catalogue, findPlatformField, labelOf, mappedObjects, representing } from './catalogue.ts';
export type { Connection, ConnectionSettings, ConnectionState } from './connection.ts';
export { defaultSettings, isConnectedAgain } from './connection.ts';
export type { ManagedTiming, PlatformField, PlatformFieldType } from './field.ts';
export { identityKeys, isIdentityKey } from './identity-keys.ts';
export { isOpenOpportunity } from './is-open-opportunity.ts';
export { closeDateOf } from './close-date-of.ts';
export { followMerges } from './follow-merges.ts';
export type { Direction, FieldMapping } from './field-mapping.ts';
export type { Link, MirrorRow, Relation } from './mirror.ts';
export { replyClassifications, sequenceStatuses } from './person-fields.ts';
export type { PlatformRecord, Source } from './record.ts';
export { taskPriorities, taskStatuses, taskTypes } from './task-fields.ts';
