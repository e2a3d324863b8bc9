import type { Fields, FieldValue } from '../contract/index.ts';
import { closedUnits } from './closed-units.ts';
import type { WriteDecision } from './decision.ts';
import { judgeField } from './judge-field.ts';
import { proposeValues, type Proposal } from './propose-values.ts';
import { valueAt } from './value-at.ts';
import type { FieldVerdict, Verdict } from './verdict.ts';
import type { WriteFacts } from './write-facts.ts';

interface Judged {
  readonly proposal: Proposal;
  readonly verdict: Verdict;
}

/**
 * What a write does to one CRM record: fills what is empty, keeps our own fields up to date and
 * leaves the rest alone (R-OVERWRITE-1 to -6). Without a current record it creates one.
 */
export const planWrite = (facts: WriteFacts): WriteDecision => {
  const judged = withoutIdleStamps(judge(facts), facts);
  const written = judged.filter(isWritten);
  const verdicts = judged.map(toVerdict);
  const fields = fieldsOf(written);
  if (facts.current === null) return { kind: 'create', fields, verdicts };
  if (written.length === 0) return { kind: 'skip', reason: 'nothing-to-write', verdicts };
  return {
    kind: 'update',
    id: facts.current.id,
    fields,
    before: heldBy(facts.current.fields, written),
    guarded: written.some(({ verdict }) => verdict !== 'managed'),
    verdicts,
  };
};

const judge = (facts: WriteFacts): Judged[] => {
  const proposals = proposeValues(facts);
  const taken = facts.uniqueKeyTaken && facts.uniqueKeyField !== null;
  const situation = {
    current: facts.current,
    closed: closedUnits(facts, proposals),
    reserved: new Set(taken ? [facts.uniqueKeyField] : []),
  };
  return proposals.map((proposal) => ({ proposal, verdict: judgeField(proposal, situation) }));
};

const settingVerdicts: ReadonlySet<Verdict> = new Set(['fill', 'default', 'managed']);

const isWritten = ({ verdict }: Judged): boolean => settingVerdicts.has(verdict);

const isStamp = ({ proposal, verdict }: Judged): boolean =>
  verdict === 'managed' && proposal.managed === 'onWrite';

/** A stamp of our latest write alone is no reason to write. */
const withoutIdleStamps = (judged: readonly Judged[], facts: WriteFacts): readonly Judged[] => {
  const hasReason = judged.some((one) => isWritten(one) && !isStamp(one));
  if (facts.current === null || hasReason) return judged;
  return judged.map((one) => (isStamp(one) ? { ...one, verdict: 'kept' } : one));
};

const toVerdict = ({ proposal, verdict }: Judged): FieldVerdict => ({
  crmField: proposal.crmField,
  platformField: proposal.platformField,
  verdict,
});

const fieldsOf = (written: readonly Judged[]): Fields =>
  Object.fromEntries(
    written.map(({ proposal }): [string, FieldValue] => [
      proposal.crmField,
      proposal.offer.ok ? proposal.offer.value : null,
    ]),
  );

const heldBy = (fields: Fields, written: readonly Judged[]): Fields =>
  Object.fromEntries(
    written.map(({ proposal: { crmField } }) => [crmField, valueAt(fields, crmField) ?? null]),
  );
