import { isSyncError } from '@concord/core/contract';
import type { FieldCreation } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import { toFailure } from '@concord/core/policy';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder, type GatewayContext } from './builder.ts';
import { CrmConnectionType } from './connection-type.ts';
import { toInvalidArguments } from './problem-types.ts';
import { ProductFieldType } from './product-field-type.ts';
import { defineCrmResult, type Success } from './result-union.ts';

interface CreateProductFieldsSuccess extends Success {
  readonly connectionId: string;
  readonly fields: readonly FieldCreation[];
}

const FieldCreationType = builder.objectRef<FieldCreation>('FieldCreation').implement({
  description: 'What became of one product field that was to be created.',
  fields: (t) => ({
    field: t.expose('field', {
      type: ProductFieldType,
      description: 'The product field.',
    }),
    problem: t.exposeString('problem', {
      nullable: true,
      description: 'Why it was not created, and what to do about it; null when it was.',
    }),
  }),
});

const CreateProductFieldsSuccessType = builder
  .objectRef<CreateProductFieldsSuccess>('CreateProductFieldsSuccess')
  .implement({
    description: 'Every missing product field was tried; those that were created are mapped.',
    fields: (t) => ({
      fields: t.field({
        type: [FieldCreationType],
        description: 'The fields that were missing, each with what became of it.',
        resolve: ({ fields }) => [...fields],
      }),
      connection: t.field({
        type: CrmConnectionType,
        nullable: true,
        description: 'The connection with the fields described.',
        resolve: ({ connectionId }, _args, { store }): Promise<Connection | null> =>
          store.getConnection(connectionId),
      }),
    }),
  });

const createFields = async (connectionId: string, { engine }: GatewayContext) => {
  try {
    const answer = await engine.createFields(connectionId);
    return answer.ok
      ? { kind: 'success' as const, connectionId, fields: answer.value }
      : toInvalidArguments(answer.problems);
  } catch (thrown) {
    if (isSyncError(thrown)) return { kind: 'refused' as const, failure: toFailure(thrown) };
    throw thrown;
  }
};

builder.mutationField('createProductFields', (t) =>
  t.field({
    type: defineCrmResult('CreateProductFields', CreateProductFieldsSuccessType),
    description:
      "Creates the product fields that are missing in the customer's CRM and maps them; repeating it goes on where it stopped.",
    args: { connectionId: t.arg.id({ required: true, description: 'Id of the connection.' }) },
    resolve: async (_root, { connectionId }, context) =>
      (await findMissingConnection([connectionId], context)) ?? createFields(connectionId, context),
  }),
);
