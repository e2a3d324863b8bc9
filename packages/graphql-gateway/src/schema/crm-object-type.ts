import type { ObjectDescription, Operation, RemoteObject } from '@concord/core/contract';
import type { Connection } from '@concord/core/platform';
import { capabilitiesOf } from '@concord/core/policy';
import type { Checkpoint, ObjectCounts } from '@concord/core/ports';
import { builder, type GatewayContext } from './builder.ts';
import { RepresentsEnum } from './enums.ts';
import { GuaranteeType } from './guarantee-type.ts';

interface CrmObject {
  readonly name: string;
  readonly connection: Connection;
  readonly remote: RemoteObject;
  /** As last described; `null` where the account does not show the object. */
  readonly description: ObjectDescription | null;
}

/** The objects of a connection's CRM, parents before dependents. */
export const objectsOf = (
  connection: Connection,
  _args: unknown,
  { engine }: GatewayContext,
): CrmObject[] => {
  const connector = engine.connectors.find((it) => it.id === connection.crm);
  return Object.entries(connector?.objects ?? {}).map(([name, remote]) => ({
    name,
    connection,
    remote,
    description: connection.schema[name] ?? null,
  }));
};

/** What can be done to its records, by operation. */
type Capabilities = Readonly<Record<Operation, boolean>>;

/** An object that the account does not show allows nothing. */
const noCapabilities: Capabilities = { read: false, create: false, update: false, remove: false };

const CapabilitiesType = builder.objectRef<Capabilities>('Capabilities').implement({
  description: 'What can be done to the records of a CRM object, by us and with these permissions.',
  fields: (t) => ({
    read: t.exposeBoolean('read', { description: 'Whether they can be read.' }),
    create: t.exposeBoolean('create', { description: 'Whether they can be created.' }),
    update: t.exposeBoolean('update', { description: 'Whether they can be changed.' }),
    remove: t.exposeBoolean('remove', { description: 'Whether they can be removed.' }),
  }),
});

const secondsBetween = (from: string, to: string) =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));

const CheckpointType = builder.objectRef<Checkpoint>('Checkpoint').implement({
  description: "How far a CRM object's changes have been read.",
  fields: (t) => ({
    at: t.field({
      type: 'DateTime',
      description: 'When it was saved.',
      resolve: (checkpoint) => checkpoint.savedAt,
    }),
    lagSeconds: t.int({
      nullable: true,
      description: 'Seconds since all changes were known; null during the first read.',
      resolve: ({ caughtUpAt }, _args, { clock }) =>
        caughtUpAt === null ? null : secondsBetween(caughtUpAt, clock.now()),
    }),
  }),
});

const ObjectCountsType = builder.objectRef<ObjectCounts>('ObjectCounts').implement({
  description: 'What is known of the records of a CRM object.',
  fields: (t) => ({
    mirrored: t.exposeInt('mirrored', { description: 'CRM records read.' }),
    skipped: t.exposeInt('skipped', { description: 'Records left out, each with a reason.' }),
    failed: t.exposeInt('failed', { description: 'Records that could not be written.' }),
    waiting: t.exposeInt('waiting', { description: 'Records that wait for something else.' }),
    pending: t.exposeInt('pending', { description: 'Records asked for and not yet tried.' }),
  }),
});

const noCounts = { mirrored: 0, skipped: 0, failed: 0, waiting: 0, pending: 0 };

/** One kind of record in the CRM. */
export const CrmObjectType = builder.objectRef<CrmObject>('CrmObject').implement({
  description: 'A kind of record in the CRM.',
  fields: (t) => ({
    name: t.exposeString('name', { description: "The CRM's own name of it: `Contact`." }),
    represents: t.field({
      type: RepresentsEnum,
      description: 'What its records are to the platform.',
      resolve: ({ remote }) => remote.represents,
    }),
    capabilities: t.field({
      type: CapabilitiesType,
      description: 'What can be done to its records.',
      resolve: ({ remote, description }) =>
        description === null ? noCapabilities : capabilitiesOf(remote, description),
    }),
    guarantee: t.field({
      type: GuaranteeType,
      nullable: true,
      description: 'Which promise holds for its writes; null where nothing is written.',
      resolve: ({ name, connection }, _args, { engine }) => engine.guaranteeOf(connection, name),
    }),
    checkpoint: t.field({
      type: CheckpointType,
      nullable: true,
      description: 'How far its changes have been read; null before the first read.',
      resolve: async ({ name, connection }, _args, { loaders }) =>
        (await loaders.checkpoints(connection.id))?.find((it) => it.crmObject === name) ?? null,
    }),
    counts: t.field({
      type: ObjectCountsType,
      description: 'How many of its records are in which state.',
      resolve: async ({ name, connection }, _args, { loaders }) =>
        (await loaders.counts(connection.id))?.find((it) => it.crmObject === name) ?? {
          crmObject: name,
          ...noCounts,
        },
    }),
  }),
});
