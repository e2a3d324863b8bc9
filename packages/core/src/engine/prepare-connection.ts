import type { ProductField, Represents } from '../contract/index.ts';
import { mappedObjects } from '../platform/index.ts';
import type { Connection, FieldMapping } from '../platform/index.ts';
import { prepareMappings } from '../policy/index.ts';
import { objectsOf } from './connection-work.ts';
import type { ObjectWork } from './connection-work.ts';
import type { EngineParts } from './engine.ts';
import { connectorOf } from './open-work.ts';

type MappedObject = (typeof mappedObjects)[number];

const representedBy: Readonly<Record<MappedObject, Represents>> = {
  company: 'company',
  person: 'person',
  emailMessage: 'email',
  opportunity: 'opportunity',
};

const prepareFor = (object: ObjectWork, kind: MappedObject): FieldMapping[] =>
  object.remote.represents !== representedBy[kind]
    ? []
    : prepareMappings({
        object: kind,
        crmObject: object.name,
        remote: object.remote,
        description: object.description,
      });

/** The mappings of a new connection, by kind of record, from the account's own schema (R-MAP-2). */
export async function prepareNewConnection(
  parts: EngineParts,
  connection: Connection,
): Promise<void> {
  const objects = objectsOf(connectorOf(parts, connection.crm), connection);
  for (const kind of mappedObjects) {
    const mappings = objects.flatMap((object) => prepareFor(object, kind));
    await parts.store.saveMappings(connection.id, kind, mappings);
  }
}

/** Maps product fields that have just been created, beside the mappings there are. */
export async function prepareConnection(
  parts: EngineParts,
  connection: Connection,
  created: readonly ProductField[],
): Promise<void> {
  const objects = objectsOf(connectorOf(parts, connection.crm), connection);
  const isNew = ({ crmObject, crmField }: FieldMapping) =>
    created.some(({ object, name }) => object === crmObject && name === crmField);
  const known = await parts.store.getMappings(connection.id);
  for (const kind of mappedObjects) {
    const before = known.filter(({ object }) => object === kind);
    const added = objects.flatMap((object) => prepareFor(object, kind)).filter(isNew);
    if (added.length === 0) continue;
    await parts.store.saveMappings(connection.id, kind, [...before, ...added]);
  }
}
