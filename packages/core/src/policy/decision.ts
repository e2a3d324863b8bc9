import type { Fields, RemoteId } from '../contract/index.ts';
import type { FieldVerdict } from './verdict.ts';

/** Why a record is not written, or not read into the platform. */
export type SkipReason =
  /** A CRM person without an email address is not read (R-PERSON-6). */
  | 'no-email'
  /** A CRM account without a usable website cannot match by domain. */
  | 'no-domain'
  /** The CRM record already holds everything we would write. */
  | 'nothing-to-write'
  /** An email that the platform neither sent nor got a reply to (R-EMAIL-1). */
  | 'sent-outside'
  /** A reply that belongs to another thread than the email it would answer (R-EMAIL-1). */
  | 'other-thread'
  /** A reply from or to an address that the sequence did not use (R-EMAIL-1). */
  | 'other-address'
  /** Another integration recorded the email; emails are never updated (R-EMAIL-2, R-EMAIL-5). */
  | 'recorded-already'
  /** We wrote it, and somebody removed it from the CRM since: it is not written again. */
  | 'removed-in-crm'
  /** A task that is not to be done yet, or an email task that is not completed (R-TASK-1). */
  | 'not-ready'
  /** An undo: somebody has changed the record that we created, or hung something on it. */
  | 'touched-since'
  /** An undo: what was removed is not made again, and this CRM takes no removal of such records. */
  | 'not-undoable';

/** What a record waits for before it can be written. */
export type WaitReason =
  /** The person's company is not in the CRM yet. */
  | 'company'
  /** The person of an email or a task is not in the CRM yet (R-EMAIL-3, R-TASK-2). */
  | 'person'
  /** A call's outcome is unknown and may still arrive in the CRM. */
  | 'unknown-outcome';

/** What a write will do to the CRM, decided before the call. */
export type WriteDecision =
  | { readonly kind: 'create'; readonly fields: Fields; readonly verdicts: readonly FieldVerdict[] }
  | {
      readonly kind: 'update';
      readonly id: RemoteId;
      readonly fields: Fields;
      /** What the changed fields held, so that the change can be undone. */
      readonly before: Fields;
      /** Set when a field is filled because it was empty: the CRM must refuse if that changed. */
      readonly guarded: boolean;
      readonly verdicts: readonly FieldVerdict[];
    }
  | {
      readonly kind: 'skip';
      readonly reason: SkipReason;
      readonly verdicts: readonly FieldVerdict[];
    };

/** What becomes of what an earlier write did. */
export type UndoDecision =
  | Exclude<WriteDecision, { kind: 'create' }>
  | { readonly kind: 'remove'; readonly id: RemoteId; readonly before: Fields };

/** What becomes of an email or a task, which may also be removed from the CRM (R-TASK-4). */
export type ActivityDecision =
  | WriteDecision
  | { readonly kind: 'remove'; readonly id: RemoteId; readonly before: Fields };
