import type {
  Fields,
  Instant,
  ObjectDescription,
  RemoteId,
  RemoteRecord,
} from '../contract/index.ts';
import type { FieldMapping, Link, PlatformRecord } from '../platform/index.ts';
import type { ActivityDecision, SkipReason, WriteDecision } from './decision.ts';
import { withEventsOnly } from './email-events.ts';
import { judgeEmailField } from './judge-email-field.ts';
import { judgeTask } from './judge-task.ts';
import { judgeTaskField } from './judge-task-field.ts';
import { updateOf } from './judged.ts';
import { planWrite } from './plan-write.ts';
import { proposeValues } from './propose-values.ts';
import { valueAt } from './value-at.ts';
import type { WriteFacts } from './write-facts.ts';

/** All that the planning of one email or task looks at. */
export interface ActivityFacts {
  /** An email or a task that `judgeEmail` or `judgeTask` lets through. */
  readonly record: PlatformRecord;
  /** How the connector's layout shows it in the CRM object. */
  readonly given: Fields;
  /** Of this CRM object; none for a task. */
  readonly mappings: readonly FieldMapping[];
  readonly description: ObjectDescription;
  /** The CRM field that holds our unique key; `null` where the account lacks it. */
  readonly uniqueKeyField: string | null;
  /** Default values of the sync action, by CRM field. */
  readonly defaults: Fields;
  /** The live CRM record of it; `null` where there is none. */
  readonly current: RemoteRecord | null;
  /** Other live CRM records of the same email. */
  readonly others: readonly RemoteId[];
  readonly link: Link | null;
  readonly now: Instant;
}

/**
 * What a write does to the CRM record of an email or a task. What we made and somebody removed is
 * not made again (R-DUP-1).
 */
export const planActivity = (facts: ActivityFacts): ActivityDecision => {
  const { current, record, link } = facts;
  if (record.object === 'task' && judgeTask({ task: record, link }) === 'remove') {
    return removal(current);
  }
  if (current !== null) return change(facts, current);
  return link?.createdByUs === true ? skip('removed-in-crm') : planWrite(toWriteFacts(facts));
};

const skip = (reason: SkipReason): WriteDecision => ({ kind: 'skip', reason, verdicts: [] });

/** R-TASK-4 */
const removal = (current: RemoteRecord | null): ActivityDecision =>
  current === null
    ? skip('nothing-to-write')
    : { kind: 'remove', id: current.id, before: current.fields };

const change = (facts: ActivityFacts, current: RemoteRecord): ActivityDecision => {
  if (facts.record.object === 'task') return changeTask(facts, current);
  if (!isOurs(facts, current)) return skip('recorded-already');
  return isFirst(facts, current) ? changeEmail(facts, current) : removal(current);
};

/**
 * Whether ours is the recording that stays of those that two integrations made at once: the one
 * with the smallest id, which a CRM gives to the first (R-EMAIL-5, R-DUP-1).
 */
const isFirst = ({ others }: ActivityFacts, { id }: RemoteRecord): boolean =>
  others.every((other) => id < other);

/** R-EMAIL-2 */
const changeEmail = (facts: ActivityFacts, current: RemoteRecord): WriteDecision => {
  const judged = proposeValues(toWriteFacts(facts)).map((proposal) => ({
    proposal,
    verdict: judgeEmailField(proposal, current),
  }));
  return updateOf(current, judged, () => false);
};

const changeTask = (facts: ActivityFacts, current: RemoteRecord): WriteDecision => {
  const written = facts.link?.crmId === current.id ? (facts.link.written ?? {}) : {};
  const judged = proposeValues(toWriteFacts(facts)).map((proposal) => ({
    proposal,
    verdict: judgeTaskField(proposal, { current, written }),
  }));
  return updateOf(current, judged, () => true);
};

const isOurs = ({ link, uniqueKeyField, record }: ActivityFacts, current: RemoteRecord): boolean =>
  (link?.createdByUs === true && link.crmId === current.id) ||
  (uniqueKeyField !== null && valueAt(current.fields, uniqueKeyField) === record.id);

const toWriteFacts = (facts: ActivityFacts): WriteFacts => ({
  ...facts,
  record: facts.record.object === 'emailMessage' ? withEventsOnly(facts.record) : facts.record,
  units: [],
  company: null,
  uniqueKeyTaken: false,
});
