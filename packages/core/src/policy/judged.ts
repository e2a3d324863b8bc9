import type { Fields, FieldValue, RemoteRecord } from '../contract/index.ts';
import type { WriteDecision } from './decision.ts';
import type { Proposal } from './propose-values.ts';
import { valueAt } from './value-at.ts';
import type { FieldVerdict, Verdict } from './verdict.ts';

/** What we would have a CRM field hold, and what becomes of it. */
export interface Judged {
  readonly proposal: Proposal;
  readonly verdict: Verdict;
}

const settingVerdicts: ReadonlySet<Verdict> = new Set(['fill', 'default', 'managed']);

/** Whether a verdict sets the field. */
export const isWritten = ({ verdict }: Judged): boolean => settingVerdicts.has(verdict);

/** Verdicts as they are recorded. */
export const verdictsOf = (judged: readonly Judged[]): FieldVerdict[] =>
  judged.map(({ proposal, verdict }) => ({
    crmField: proposal.crmField,
    platformField: proposal.platformField,
    verdict,
  }));

/** The fields that are set, and what to. */
export const fieldsOf = (judged: readonly Judged[]): Fields =>
  Object.fromEntries(
    judged
      .filter(isWritten)
      .map(({ proposal: { crmField, offer } }): [string, FieldValue] => [
        crmField,
        offer.ok ? offer.value : null,
      ]),
  );

/** The change of a CRM record that verdicts make; nothing to write where none sets a field. */
export const updateOf = (
  current: RemoteRecord,
  judged: readonly Judged[],
  isGuarded: (written: readonly Judged[]) => boolean,
): WriteDecision => {
  const written = judged.filter(isWritten);
  const verdicts = verdictsOf(judged);
  if (written.length === 0) return { kind: 'skip', reason: 'nothing-to-write', verdicts };
  const before = written.map(({ proposal: { crmField } }): [string, FieldValue] => [
    crmField,
    valueAt(current.fields, crmField) ?? null,
  ]);
  return {
    kind: 'update',
    id: current.id,
    fields: fieldsOf(written),
    before: Object.fromEntries(before),
    guarded: isGuarded(written),
    verdicts,
  };
};
