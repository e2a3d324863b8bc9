import type { Context, SyncError, SyncErrorCode, WriteResult } from '@concord/core/contract';
import { createSyncError } from '@concord/core/contract';

const writing = ['create', 'update', 'guarded', 'remove'] as const;

const reading = [
  'describe',
  'read',
  'ids',
  'removed',
  'removals',
  'associations',
  'match',
  'get',
  'history',
  'find-created',
] as const;

/** A call that the connector is about to make. */
export interface CrmCall {
  readonly operation: (typeof writing)[number] | (typeof reading)[number];
  readonly object: string;
}

/**
 * What becomes of a call: carried out, refused before, lost before it arrives, carried out with its
 * answer lost, carried out twice with the answer to the second, as something in between sent it
 * again, or given up by us and carried out when `deliver` lets it arrive.
 */
export type CrmFate = 'done' | 'refused' | 'lost-before' | 'lost-after' | 'twice' | 'late';

/** Who decides what becomes of calls, and what happens in the moment of one. */
export interface Fates {
  /** Decides what becomes of each call; replaced by tests. */
  fate: (call: CrmCall) => CrmFate;
  /** Runs right before a call takes effect, as another user's edit in that moment. */
  interleave: (call: CrmCall) => void;
}

/** The CRM's refusal of a call or of one record. */
export const fail = (code: SyncErrorCode, effect: 'none' | 'unknown'): SyncError =>
  createSyncError(`the memory CRM answered ${code}`, {
    code,
    retry: code === 'unavailable' || code === 'conflict' ? 'later' : 'never',
    effect,
  });

export const refusal = (code: SyncErrorCode): WriteResult => ({
  ok: false,
  error: fail(code, 'none'),
});

/** Carries a call out or loses it, as the CRM's fate has it. */
export type Carry = <T>(context: Context, call: CrmCall, act: () => T) => Promise<T>;

/** Whether a call changes something. */
export const isWriting = ({ operation }: CrmCall): boolean =>
  writing.some((one) => one === operation);

export const createCarry =
  (by: Fates, to: { readonly calls: CrmCall[]; readonly late: Set<() => void> }): Carry =>
  async (_, call, act) => {
    to.calls.push(call);
    const fate = by.fate(call);
    const lost = fail('unavailable', isWriting(call) ? 'unknown' : 'none');
    if (fate === 'refused') throw fail('unavailable', 'none');
    if (fate === 'late') to.late.add(act);
    if (fate === 'late' || fate === 'lost-before') throw lost;
    by.interleave(call);
    if (fate === 'twice') act();
    const result = act();
    if (fate === 'lost-after') throw lost;
    return result;
  };
