/** All that a connector author needs: types, and the one error a connector throws. */
export { writeAuthorizeUrl, type AuthorizeRequest } from './authorize-url.ts';
export { writeTokenForm } from './token-form.ts';
export type { Grant, OAuth2, PlainFetch, Quota, Tokens } from './authorisation.ts';
export type { ActivityLayout, EmailContent, TaskContent, TaskState } from './activity.ts';
export type { AssociationRequest, Associations } from './associations.ts';
export type { Ahead, Connector, Lookup, RemoteObject, Represents } from './connector.ts';
export type { AccountRequest, Context, TokenInUse } from './context.ts';
export type {
  ChoiceDependence,
  FieldDescription,
  FieldType,
  ObjectDescription,
  Operation,
} from './description.ts';
export type { Permission } from './permission.ts';
export type { ProductField } from './product-field.ts';
export type { LimitedRequest, RateLimit } from './rate-limit.ts';
export type { Get, IdPage, Read, ReadPage, ReadRequest, RemovedPage } from './read.ts';
export type {
  Change,
  Create,
  Draft,
  DraftLink,
  FieldHistory,
  FieldVersion,
  GuardedChange,
  Guard,
  HistoryRequest,
  LostCreate,
  MatchRequest,
  TouchedRequest,
  Remove,
  Update,
  Write,
  WriteResult,
} from './write.ts';
export type { MatchKey, MatchKeyKind, SignalRule, TieBreakRule, TimeRule } from './matching.ts';
export type { Fields, FieldNames, FieldValue, RecordRef, RemoteRecord } from './record.ts';
export type { Cursor, Instant, RemoteId } from './brands.ts';
export { toCursor, toInstant, toRemoteId } from './brands.ts';
export type { RefusalReason, SyncError, SyncErrorCode, SyncErrorDetails } from './sync-error.ts';
export { createSyncError, isSyncError, syncErrorCodes } from './sync-error.ts';
