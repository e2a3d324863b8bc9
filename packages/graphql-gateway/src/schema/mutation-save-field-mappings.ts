import type { InputProblem } from '@concord/core/engine';
import type { Connection, FieldMapping, PlatformObject } from '@concord/core/platform';
import type { Finding } from '@concord/core/policy';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { connectionOf, CrmConnectionType } from './connection-type.ts';
import { DirectionEnum, PlatformObjectEnum } from './enums.ts';
import { FindingType } from './finding-type.ts';
import { toInvalid } from './problem-types.ts';
import { defineResult, type Success } from './result-union.ts';

interface SaveFieldMappingsSuccess extends Success {
  readonly connectionId: string;
  readonly findings: readonly Finding[];
}

const SaveFieldMappingsSuccessType = builder
  .objectRef<SaveFieldMappingsSuccess>('SaveFieldMappingsSuccess')
  .implement({
    description: 'The mappings are saved; the warnings among the findings may be worth a look.',
    fields: (t) => ({
      connection: t.field({
        type: CrmConnectionType,
        nullable: true,
        description: 'The connection with its mappings.',
        resolve: ({ connectionId }, _args, context): Promise<Connection | null> =>
          connectionOf(connectionId, context),
      }),
      findings: t.field({
        type: [FindingType],
        description: 'What was noticed while saving.',
        resolve: ({ findings }) => [...findings],
      }),
    }),
  });

const FieldMappingInput = builder.inputType('FieldMappingInput', {
  description: 'How one platform field and one CRM field correspond.',
  fields: (t) => ({
    platformField: t.string({
      description: 'Key of the platform field; null for a CRM field that only has a default.',
    }),
    crmObject: t.string({ required: true, description: "The CRM object's own name." }),
    crmField: t.string({ required: true, description: "The CRM field's own name." }),
    direction: t.field({
      type: DirectionEnum,
      required: true,
      description: 'Which way values go.',
    }),
    defaultValue: t.field({ type: 'FieldValue', description: 'Written where no value is there.' }),
    confirmed: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Whether a standard CRM field may be overwritten by a product-specific one.',
    }),
  }),
});

const SaveFieldMappingsInput = builder.inputType('SaveFieldMappingsInput', {
  description: 'All mappings of one platform object; they replace those that were there.',
  fields: (t) => ({
    connectionId: t.id({ required: true, description: 'Id of the connection.' }),
    object: t.field({
      type: PlatformObjectEnum,
      required: true,
      description: 'The platform object they belong to.',
    }),
    mappings: t.field({
      type: [FieldMappingInput],
      required: true,
      description: 'The mappings, in the order to keep.',
    }),
  }),
});

const toMapping =
  (object: PlatformObject) =>
  (mapping: typeof FieldMappingInput.$inferInput): FieldMapping => ({
    object,
    platformField: mapping.platformField ?? null,
    crmObject: mapping.crmObject,
    crmField: mapping.crmField,
    direction: mapping.direction,
    defaultValue: mapping.defaultValue ?? null,
    confirmed: mapping.confirmed,
  });

/** The engine names a mapping by its CRM field; the caller knows it by its place in the list. */
const atMapping =
  (mappings: readonly FieldMapping[]) =>
  (problem: InputProblem): InputProblem => {
    const index = mappings.findIndex((it) => `${it.crmObject}.${it.crmField}` === problem.field);
    return index < 0 ? problem : { ...problem, field: `mappings.${index}` };
  };

builder.mutationField('saveFieldMappings', (t) =>
  t.field({
    type: defineResult('SaveFieldMappings', SaveFieldMappingsSuccessType),
    description: 'Checks the mappings of one platform object against the CRM and saves them.',
    args: {
      input: t.arg({ type: SaveFieldMappingsInput, required: true, description: 'What to save.' }),
    },
    resolve: async (_root, { input }, context) => {
      const { connectionId, object } = input;
      const missing = await findMissingConnection([connectionId], context);
      if (missing) return missing;
      const mappings = input.mappings.map(toMapping(object));
      const answer = await context.engine.saveMappings(connectionId, object, mappings);
      return answer.ok
        ? { kind: 'success' as const, connectionId, findings: answer.value }
        : toInvalid(answer.problems.map(atMapping(mappings)));
    },
  }),
);
