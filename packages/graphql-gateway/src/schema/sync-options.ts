import type { SyncOptions } from '@concord/core/engine';
import { builder } from './builder.ts';

const FieldDefaultInput = builder.inputType('FieldDefaultInput', {
  description: 'A value for a CRM field that no platform value supplies.',
  fields: (t) => ({
    crmField: t.string({ required: true, description: "The CRM field's own name." }),
    value: t.field({ type: 'FieldValue', required: true, description: 'The value.' }),
  }),
});

interface OptionsShape {
  readonly connectionIds?: readonly string[] | null | undefined;
  readonly defaults?: readonly (typeof FieldDefaultInput.$inferInput)[] | null | undefined;
  readonly play?: string | null | undefined;
  readonly sequence?: string | null | undefined;
}

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

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
});
