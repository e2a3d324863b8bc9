import type { Instant } from '@concord/core/contract';
import type { SyncOptions } from '@concord/core/engine';
import { builder } from './builder.ts';
import { ReplyClassificationEnum, SequenceStatusEnum } from './choice-enums.ts';
import type { InputFields } from './common-inputs.ts';

const FieldDefaultInput = builder.inputType('FieldDefaultInput', {
  description: 'A value for a CRM field that no platform value supplies.',
  fields: (t) => ({
    crmField: t.string({
      required: true,
      description:
        "The CRM field's own name, of the record asked for; of another object with that object's name before it, Account.Rating.",
    }),
    value: t.field({ type: 'FieldValue', required: true, description: 'The value.' }),
  }),
});

interface OptionsShape {
  readonly connectionIds?: readonly string[] | null | undefined;
  readonly defaults?: readonly (typeof FieldDefaultInput.$inferInput)[] | null | undefined;
  readonly play?: string | null | undefined;
  readonly sequence?: string | null | undefined;
  readonly sequenceStepAt?: Instant | null | undefined;
  readonly sequenceStatus?: string | null | undefined;
  readonly replyClassification?: string | null | undefined;
  readonly replyTags?: readonly string[] | null | undefined;
}

/** What every sync may say besides the record. */
export const syncOptionInputs = (t: InputFields) => ({
  connectionIds: t.idList({
    description: 'Connections to write to; all that have writing on when left out.',
  }),
  defaults: t.field({
    type: [FieldDefaultInput],
    description: "This sync's own defaults; they go before those of the mapping.",
  }),
  play: t.string({ description: 'Name of the Play that asks for it.' }),
});

/** What a sync of a person may say of their sequence and their reply. */
export const sequenceInputs = (t: InputFields) => ({
  sequence: t.string({
    description: 'Name of the Sequence that asks for it, or that the facts below are of.',
  }),
  sequenceStepAt: t.field({
    type: 'DateTime',
    description: 'When the person completed a step of the Sequence.',
  }),
  sequenceStatus: t.field({
    type: SequenceStatusEnum,
    description: 'Where the person stands in the Sequence.',
  }),
  replyClassification: t.field({
    type: ReplyClassificationEnum,
    description: "What the person's reply is taken for.",
  }),
  replyTags: t.stringList({ description: "Tags of the person's reply." }),
});

/** The options as the engine takes them. */
export const toSyncOptions = (input: OptionsShape): SyncOptions => ({
  ...(input.connectionIds != null && { connectionIds: input.connectionIds }),
  ...(input.defaults != null && {
    defaults: Object.fromEntries(
      input.defaults.map(({ crmField, value }) => [crmField, value ?? null]),
    ),
  }),
  play: input.play ?? null,
  sequence: input.sequence ?? null,
  sequenceStepAt: input.sequenceStepAt ?? null,
  sequenceStatus: input.sequenceStatus ?? null,
  replyClassification: input.replyClassification ?? null,
  replyTags: input.replyTags ?? null,
});
