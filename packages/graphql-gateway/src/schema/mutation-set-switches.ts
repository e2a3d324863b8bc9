import type { Connection } from '@concord/core/platform';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { CrmConnectionType } from './connection-type.ts';
import { toInvalid } from './problem-types.ts';
import { defineResult, type Success } from './result-union.ts';

interface SetSwitchesSuccess extends Success {
  readonly connection: Connection;
}

const SetSwitchesSuccessType = builder
  .objectRef<SetSwitchesSuccess>('SetSwitchesSuccess')
  .implement({
    description: 'The switches are set.',
    fields: (t) => ({
      connection: t.expose('connection', {
        type: CrmConnectionType,
        description: 'The connection with its switches.',
      }),
    }),
  });

const SetSwitchesInput = builder.inputType('SetSwitchesInput', {
  description: 'Which switches of a connection to set; one left out stays as it is.',
  fields: (t) => ({
    connectionId: t.id({ required: true, description: 'Id of the connection.' }),
    reading: t.boolean({ description: 'Whether to read from the CRM.' }),
    writing: t.boolean({ description: 'Whether to write to the CRM.' }),
  }),
});

builder.mutationField('setSwitches', (t) =>
  t.field({
    type: defineResult('SetSwitches', SetSwitchesSuccessType),
    description: 'Switches reading and writing of a connection on or off.',
    args: { input: t.arg({ type: SetSwitchesInput, required: true, description: 'What to set.' }) },
    resolve: async (_root, { input }, context) => {
      const missing = await findMissingConnection([input.connectionId], context);
      if (missing) return missing;
      const answer = await context.engine.setSwitches(input.connectionId, {
        ...(input.reading != null && { reading: input.reading }),
        ...(input.writing != null && { writing: input.writing }),
      });
      return answer.ok
        ? { kind: 'success' as const, connection: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
