import type { Org } from '../org/org.ts';
import { isTooling } from '../schema/objects/tooling-objects.ts';
import { planterOf } from '../seed/plant-record.ts';
import type { Table } from '../store/table.ts';

const reader = (table: Table, name: string) => table.reader(table.object.indexOf(name) ?? -1);

const keyOf = (object: string, field: string): string =>
  `${object}.${field.replace(/__c$/u, '')}`.toLowerCase();

// Salesforce: custom fields of tasks are made on Activity, while field-level security names Task. [PUB] dxatscale/sfpowerkit issues 446 and 517, read 2026-11-22
/** The entity that an object's custom fields belong to. */
export const entityNameOf = (object: string): string => (object === 'Task' ? 'Activity' : object);

/** The object that shows an entity's custom fields. */
export const objectNameOf = (entity: string): string => (entity === 'Activity' ? 'Task' : entity);

/** The custom fields that have a row, by object and name. */
const knownFields = (table: Table): Map<string, number> => {
  const [object, name] = [reader(table, 'TableEnumOrId'), reader(table, 'DeveloperName')];
  const known = new Map<string, number>();
  for (let row = 0; row < table.count; row += 1)
    if (table.isLive(row)) known.set(keyOf(String(object(row)), String(name(row))), row);
  return known;
};

const syncFields = (org: Org, at: number): void => {
  const table = org.table('CustomField');
  const known = knownFields(table);
  const plant = planterOf(table);
  for (const object of org.schema.objects) {
    const entity = entityNameOf(object.name);
    for (const { name, custom } of object.fields) {
      if (!custom || known.delete(keyOf(entity, name))) continue;
      const owner = { TableEnumOrId: entity, EntityDefinitionId: entity };
      const DeveloperName = name.replace(/__c$/u, '');
      const planting = { createdAt: at, changedAt: at, userId: '' };
      plant({ ...owner, DeveloperName, ManageableState: 'unmanaged' }, planting);
    }
  }
  for (const row of known.values()) table.setState(row, 'absent');
};

const syncEntities = (org: Org, at: number): void => {
  const table = org.table('EntityDefinition');
  if (table.count > 0) return;
  const plant = planterOf(table);
  for (const object of org.schema.objects) {
    if (isTooling(object)) continue;
    const { name, label, keyPrefix } = object;
    const names = {
      DurableId: name,
      QualifiedApiName: name,
      DeveloperName: name.replace(/__c$/u, ''),
    };
    const values = { ...names, Label: label, KeyPrefix: keyPrefix };
    plant(values, { createdAt: at, changedAt: at, userId: '' });
  }
};

/** Brings what the Tooling API lists up to date with the schema. */
export const syncToolingRows = (org: Org): void => {
  const at = Math.floor(org.clock.now() / 1000);
  syncFields(org, at);
  syncEntities(org, at);
};

/** Where a custom field is listed; undefined where it is not. */
export const rowOfField = (org: Org, object: string, field: string): number | undefined =>
  knownFields(org.table('CustomField')).get(keyOf(entityNameOf(object), field));

/** The object and name of a listed custom field. */
export const fieldOfRow = (org: Org, row: number): { object: string; field: string } => {
  const table = org.table('CustomField');
  const name = String(reader(table, 'DeveloperName')(row));
  const entity = String(reader(table, 'TableEnumOrId')(row));
  return { object: objectNameOf(entity), field: `${name}__c` };
};
