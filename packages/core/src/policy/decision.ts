import type { Fields, RemoteId } from '../contract/index.ts';
import type { FieldVerdict } from './verdict.ts';

/** Why a record is not written, or not read into the platform. */
export type SkipReason =
  /** It has neither a valid email nor a valid domain to be found by. */
  | 'no-match-key'
  /** A CRM person without an email address is not read (R-PERSON-6). */
  | 'no-email'
  /** A CRM account without a usable website cannot match by domain. */
  | 'no-domain'
  /** The CRM record already holds everything we would write. */
  | 'nothing-to-write';

/** What a record waits for before it can be written. */
export type WaitReason =
  /** The person's company is not in the CRM yet. */
  | 'company'
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
