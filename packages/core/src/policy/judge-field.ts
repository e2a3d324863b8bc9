import type { FieldValue, RemoteRecord } from '../contract/index.ts';
import { isEmpty } from './is-empty.ts';
import type { Proposal } from './propose-values.ts';
import { sameValue } from './same-value.ts';
import { valueAt } from './value-at.ts';
import type { Verdict } from './verdict.ts';

/** What is known of the CRM record, to judge one of its fields. */
export interface Situation {
  /** `null` when the record is to be created. */
  readonly current: RemoteRecord | null;
  /** Fields whose unit must not be filled. */
  readonly closed: ReadonlyMap<string, 'unit-kept' | 'not-convertible'>;
  /** Fields left out because another record must stay the only one with our key. */
  readonly reserved: ReadonlySet<string>;
}

/** Why a write sets one CRM field or leaves it alone (R-OVERWRITE-1 to -6). */
export const judgeField = (proposal: Proposal, situation: Situation): Verdict => {
  const { field, offer, crmField } = proposal;
  const { current } = situation;
  if (field === null) return 'not-readable';
  if (!(current === null ? field.creatable : field.updatable)) return 'not-writable';
  if (situation.reserved.has(crmField)) return 'kept';
  if (!offer.ok) return 'not-convertible';
  if (isEmpty(offer.value)) return 'empty';
  return current === null
    ? judgeDraft(proposal, situation)
    : judgeChange(proposal, { ...situation, current, value: offer.value, field });
};

const judgeDraft = (proposal: Proposal, { closed }: Situation): Verdict =>
  closed.get(proposal.crmField) ?? setting(proposal);

interface Change extends Situation {
  readonly current: RemoteRecord;
  readonly value: FieldValue;
  readonly field: NonNullable<Proposal['field']>;
}

const judgeChange = (proposal: Proposal, change: Change): Verdict => {
  const held = valueAt(change.current.fields, proposal.crmField);
  if (held === undefined) return 'not-readable';
  if (isEmpty(held)) return change.closed.get(proposal.crmField) ?? setting(proposal);
  if (sameValue(held, change.value, change.field)) return 'same';
  const { managed } = proposal;
  return managed === 'always' || managed === 'onWrite' ? 'managed' : 'kept';
};

const setting = ({ managed, source }: Proposal): Verdict => {
  if (managed !== null) return 'managed';
  return source === 'default' ? 'default' : 'fill';
};
