import { admitChoices } from './admit-choices.ts';
import type { WriteDecision } from './decision.ts';
import { closedUnits } from './closed-units.ts';
import { fieldsOf, isWritten, type Judged, updateOf, verdictsOf } from './judged.ts';
import { judgeField } from './judge-field.ts';
import { proposeValues } from './propose-values.ts';
import type { WriteFacts } from './write-facts.ts';

/**
 * What a write does to one CRM record: fills what is empty, keeps our own fields up to date and
 * leaves the rest alone (R-OVERWRITE-1 to -6). Without a current record it creates one.
 */
export const planWrite = (facts: WriteFacts): WriteDecision => {
  const { current } = facts;
  const judged = judge(facts);
  if (current === null) {
    return { kind: 'create', fields: fieldsOf(judged), verdicts: verdictsOf(judged) };
  }
  return updateOf(current, withoutIdleStamps(judged), (written) =>
    written.some(({ verdict }) => verdict !== 'managed'),
  );
};

const judge = (facts: WriteFacts): Judged[] => {
  const proposals = admitChoices(proposeValues(facts), facts.current);
  const taken = facts.uniqueKeyTaken && facts.uniqueKeyField !== null;
  const situation = {
    current: facts.current,
    closed: closedUnits(facts, proposals),
    reserved: new Set(taken ? [facts.uniqueKeyField] : []),
  };
  return proposals.map((proposal) => ({ proposal, verdict: judgeField(proposal, situation) }));
};

const isStamp = ({ proposal, verdict }: Judged): boolean =>
  verdict === 'managed' && proposal.managed === 'onWrite';

/** A stamp of our latest write alone is no reason to write. */
const withoutIdleStamps = (judged: readonly Judged[]): readonly Judged[] =>
  judged.some((one) => isWritten(one) && !isStamp(one))
    ? judged
    : judged.map((one) => (isStamp(one) ? { ...one, verdict: 'kept' } : one));
