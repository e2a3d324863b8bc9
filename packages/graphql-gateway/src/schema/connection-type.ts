import type { Quota } from '@concord/core/contract';
import { quotaReserve, type Activity } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import { createInvalidArgument } from '../invalid-argument.ts';
import { builder, type GatewayContext } from './builder.ts';
import { CrmFieldType } from './crm-field-type.ts';
import { CrmObjectType, objectsOf } from './crm-object-type.ts';
import { ActivityStateEnum, ConnectionStateEnum, PlatformObjectEnum } from './enums.ts';
import { FieldMappingType, mappingsOf } from './field-mapping-type.ts';
import { FindingType } from './finding-type.ts';
import { PermissionCheckType } from './permission-type.ts';
import { ProductFieldType } from './product-field-type.ts';
import { SettingsType } from './settings-type.ts';

/** The connection with this id, looked up once per request; `null` when there is none. */
export const connectionOf = async (id: string, { loaders }: GatewayContext) =>
  (await loaders.connection(id)) ?? null;

const HoldType = builder.objectRef<NonNullable<Activity['hold']>>('Hold').implement({
  description: 'Why work that is due does not run.',
  fields: (t) => ({
    reason: t.exposeString('reason', { description: 'What it waits for.' }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description: 'When it goes on by itself; null when that is not known.',
    }),
  }),
});

const ActivityType = builder.objectRef<Activity>('Activity').implement({
  description: 'What a connection is doing now.',
  fields: (t) => ({
    state: t.expose('state', {
      type: ActivityStateEnum,
      description: 'Whether it reads, writes, plans records anew or rests.',
    }),
    since: t.expose('since', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when; null when it was never at work.',
    }),
    hold: t.expose('hold', {
      type: HoldType,
      nullable: true,
      description: 'Why due work does not run; null when nothing is held.',
    }),
  }),
});

/** The share that the engine leaves alone, in requests. */
const reservedOf = ({ limit }: Quota): number => Math.ceil(limit * quotaReserve);

const QuotaType = builder.objectRef<{ readonly last: Quota | null }>('Quota').implement({
  description: "The account's daily allocation of requests, shared by all its integrations.",
  fields: (t) => ({
    used: t.int({
      nullable: true,
      description: 'Requests used, as the CRM last told; null before it did.',
      resolve: ({ last }) => last?.used ?? null,
    }),
    limit: t.int({
      nullable: true,
      description: 'Requests a day; null before the CRM told.',
      resolve: ({ last }) => last?.limit ?? null,
    }),
    reserved: t.int({
      nullable: true,
      description: 'Requests left to other integrations; null before the CRM told.',
      resolve: ({ last }) => (last === null ? null : reservedOf(last)),
    }),
  }),
});

/** The fields of one object as last described; refuses an object that the account lacks. */
const schemaOf = (connection: Connection, object: string) => {
  const description = Object.hasOwn(connection.schema, object) ? connection.schema[object] : null;
  if (description) return [...description.fields];
  const known = Object.keys(connection.schema).join(', ') || 'none';
  throw createInvalidArgument(
    'object',
    `The connection has no object "${object}".`,
    `Give \`object\` one of: ${known}.`,
  );
};

/** What a question that the CRM itself answers costs, beside those that the store answers. */
const askingComplexity = { field: 1000, multiplier: 1 };

/** One customer's authorised account in one CRM. */
export const CrmConnectionType = builder.objectRef<Connection>('CrmConnection').implement({
  description: "One customer's authorised account in one CRM.",
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id of the connection.' }),
    crm: t.exposeString('crm', { description: 'Which CRM it is, by the name of its connector.' }),
    name: t.exposeString('name', { description: 'What people call it.' }),
    state: t.expose('state', {
      type: ConnectionStateEnum,
      description: 'Whether it can work.',
    }),
    reading: t.exposeBoolean('reading', { description: 'Whether reading is switched on.' }),
    writing: t.exposeBoolean('writing', { description: 'Whether writing is switched on.' }),
    settings: t.expose('settings', {
      type: SettingsType,
      description: 'What an operator has set.',
    }),
    objects: t.field({
      type: [CrmObjectType],
      description:
        'The CRM objects that are kept in step, companies before people, people before the rest.',
      resolve: objectsOf,
    }),
    fieldMappings: t.field({
      type: [FieldMappingType],
      description: 'How fields correspond, in the order they were saved.',
      args: {
        object: t.arg({ type: PlatformObjectEnum, description: 'Only mappings of this object.' }),
      },
      resolve: (connection, args, context) => mappingsOf(connection, args.object, context),
    }),
    findings: t.field({
      type: [FindingType],
      description: 'Everything that is wrong with the mappings, also where a mapping is missing.',
      resolve: async ({ id }, _args, { loaders }) => [...((await loaders.findings(id)) ?? [])],
    }),
    schema: t.field({
      type: [CrmFieldType],
      description: 'The fields of one CRM object as our user sees them.',
      args: {
        object: t.arg.string({ required: true, description: "The CRM object's own name." }),
      },
      resolve: (connection, args) => schemaOf(connection, args.object),
    }),
    permissions: t.field({
      type: PermissionCheckType,
      description:
        'What our user may do in the CRM, which is asked: five times in a row, then once a minute.',
      complexity: askingComplexity,
      resolve: async ({ id }, _args, { loaders }) =>
        (await loaders.permissions(id)) ?? { list: [], failure: null },
    }),
    missingFields: t.field({
      type: [ProductFieldType],
      description: 'Product fields that the customer has not created, as last described.',
      resolve: (connection, _args, { engine }) => [...engine.missingFields(connection)],
    }),
    quota: t.field({
      type: QuotaType,
      description: 'What is used of the daily allocation.',
      resolve: ({ quota }) => ({ last: quota }),
    }),
    activity: t.field({
      type: ActivityType,
      description: 'What it is doing now, and what holds it.',
      resolve: async ({ id }, _args, { engine, loaders }) =>
        (await loaders.activity(id)) ?? engine.activityOf(id),
    }),
    lastAssociatedAt: t.expose('lastAssociatedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When it was last asked what records belong to, which some CRMs keep apart from them.',
    }),
    connectedAt: t.expose('connectedAt', {
      type: 'DateTime',
      description: 'When credentials for it were last given and found to work.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was first connected.',
    }),
  }),
});
