import type { Fields, RemoteRecord } from '../contract/index.ts';
import { isDone } from './is-done.ts';
import { judgeField } from './judge-field.ts';
import type { Proposal } from './propose-values.ts';
import { sameValue } from './same-value.ts';
import { valueAt } from './value-at.ts';
import type { Verdict } from './verdict.ts';

/** A task in the CRM, and what we last wrote into it. */
export interface TaskSituation {
  readonly current: RemoteRecord;
  /** By CRM field; empty where we never wrote it. */
  readonly written: Fields;
}

/**
 * Why a field of a task changes: where it is empty, and where it still holds what we wrote
 * ourselves (R-OVERWRITE-2). Its status closes an open task and never opens a closed one.
 */
export const judgeTaskField = (
  proposal: Proposal,
  { current, written }: TaskSituation,
): Verdict => {
  const verdict = judgeField(proposal, { current, closed: new Map(), reserved: new Set() });
  const { field, offer, crmField } = proposal;
  if (verdict !== 'kept' || field === null || !offer.ok) return verdict;
  const held = valueAt(current.fields, crmField) ?? null;
  if (isDone(held, field)) return 'kept';
  const ours = valueAt(written, crmField) ?? null;
  return isDone(offer.value, field) || sameValue(held, ours, field) ? 'managed' : 'kept';
};
