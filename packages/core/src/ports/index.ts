/** What the engine needs of the world: a store, time, chance, a doorbell, ways into CRMs. */
export type { Access, OpenContext } from './access.ts';
export type { Change, ChangeStore } from './change.ts';
export type { Clock } from './clock.ts';
export type { DomainResolver } from './domain-resolver.ts';
export { noRedirects } from './domain-resolver.ts';
export type { Lease, LeaseMode, LeaseRequest, LeaseStore } from './lease.ts';
export { createStaleLease, isStaleLease } from './lease.ts';
export type { Link, MirrorRow, Relation } from '../platform/index.ts';
export type { ReadContext } from '../policy/read-context.ts';
export type { Checkpoint } from './checkpoint.ts';
export type { Outcome, OutcomeStatus } from './outcome.ts';
export type { OutcomeCount, OutcomeFilter } from './outcome-filter.ts';
export { searchTextOf } from './outcome-filter.ts';
export type { Bell, Queue } from './queue.ts';
export type { Random } from './random.ts';
export type { Plan, Trigger, WriteRequest } from './request.ts';
export { askAgain, concludeRequest, dueFrom, openRequest } from './request-states.ts';
export type { Run, RunCounts, RunKind, RunPosition, RunState } from './run.ts';
export { noCounts } from './run.ts';
export { apiRoles, type ApiKey, type ApiKeyPatch, type ApiRole } from './api-key.ts';
export type {
  AuthorisationClaim,
  AuthorisationStore,
  PendingAuthorisation,
} from './pending-authorisation.ts';
export type { ShareDraw, ShareStore } from './share.ts';
export type {
  ApiKeyStore,
  ConnectionPatch,
  ConnectionStore,
  ConnectionSwitches,
  ListPage,
  NewWriteRequest,
  ObjectCounts,
  PageEffects,
  PageQuery,
  ReadContextRequest,
  ReadStore,
  Redirect,
  RedirectStore,
  ReportStore,
  RunStore,
  WorkAhead,
  Store,
  WriteConclusion,
  WriteContext,
  WriteContextRequest,
  WriteStore,
} from './store.ts';
