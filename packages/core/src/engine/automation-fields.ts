import type { FieldValue, Instant } from '../contract/index.ts';
import type { MatchedObject, PlatformRecord } from '../platform/index.ts';
import { findPlatformField } from '../platform/index.ts';
import { isEmpty } from '../policy/index.ts';
import type { SyncOptions } from './engine.ts';

type Values = Readonly<Record<string, FieldValue>>;

/** What happened to a record, under the names that its fields have in common. */
interface Happening {
  readonly name: string;
  readonly values: Readonly<Record<string, FieldValue>>;
}

/** Values of the "Initial …" and "Most Recent …" fields after a play or a sequence ran. */
export function automationFields(
  object: MatchedObject,
  known: PlatformRecord | null,
  from: { readonly options: SyncOptions; readonly now: Instant },
): Values {
  const held = known?.fields ?? {};
  const all = happenings(held, from).flatMap(({ name, values }) =>
    Object.entries({
      ...(isEmpty(held[`initial${name}`]) ? prefixed('initial', values) : {}),
      ...prefixed('mostRecent', values),
    }),
  );
  const told = all.filter(([key, value]) => !isEmpty(value) && isKnown(object, key));
  return Object.fromEntries(told);
}

const isKnown = (object: MatchedObject, key: string) => findPlatformField(object, key) !== null;

const prefixed = (prefix: string, values: Values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));

function happenings(
  held: Values,
  { options, now }: { readonly options: SyncOptions; readonly now: Instant },
): Happening[] {
  const { play = null, sequence = null, sequenceStatus = null } = options;
  const { replyClassification = null, replyTags = null } = options;
  const sequenceAt = sequence === null || goesOn(held, options) ? null : now;
  return [
    { name: 'Play', values: { Play: play, PlayAt: play === null ? null : now } },
    { name: 'Sequence', values: { Sequence: sequence, SequenceAt: sequenceAt } },
    { name: 'SequenceStepAt', values: { SequenceStepAt: latestStep(held, options) } },
    { name: 'SequenceStatus', values: { SequenceStatus: sequenceStatus } },
    { name: 'ReplyClassification', values: { ReplyClassification: replyClassification } },
    { name: 'ReplyTags', values: { ReplyTags: replyTags?.join(', ') ?? null } },
  ];
}

/** Whether the person is in the sequence already, so that a step of it is no new enrolment. */
const goesOn = (held: Values, { sequence, sequenceStepAt, sequenceStatus }: SyncOptions) =>
  held['mostRecentSequence'] === sequence &&
  ((sequenceStepAt ?? null) !== null || (sequenceStatus ?? null) !== null);

/** The step told of, unless a later one of the same sequence was told of before. */
function latestStep(held: Values, { sequence, sequenceStepAt = null }: SyncOptions) {
  const before = held['mostRecentSequenceStepAt'];
  const isSame = (sequence ?? held['mostRecentSequence']) === held['mostRecentSequence'];
  if (sequenceStepAt === null || !isSame || typeof before !== 'string') return sequenceStepAt;
  return Date.parse(before) > Date.parse(sequenceStepAt) ? before : sequenceStepAt;
}
