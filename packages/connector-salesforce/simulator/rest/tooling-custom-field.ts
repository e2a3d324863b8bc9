import { z } from 'zod';
import type { Org } from '../org/org.ts';
import { refuse } from '../org/record-error.ts';
import { fieldAt, withChange, withField, withoutField } from '../schema/change-schema.ts';
import type { Field } from '../schema/field.ts';
import { isTooling } from '../schema/objects/tooling-objects.ts';
import type { SimObject } from '../schema/schema.ts';
import { parseMetadata, toField, toMetadata } from '../tooling/field-metadata.ts';
import {
  entityNameOf,
  fieldOfRow,
  objectNameOf,
  rowOfField,
  syncToolingRows,
} from '../tooling/tooling-rows.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { empty, json, notFound, wrongMethod } from './replies.ts';

const shape = z.object({ FullName: z.string(), Metadata: z.unknown() });

const checkPermission = ({ rules }: Org): void => {
  if (rules.customizeApplication) return;
  // [MEM] Without "Customize Application".
  refuse('INSUFFICIENT_ACCESS', 'insufficient access rights on cross-reference id', { fields: [] });
};

const namesOf = (fullName: string): readonly [string, string] => {
  const [object = '', field = ''] = fullName.split('.');
  // [MEM] The wording and the code.
  return /^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__c$/u.test(field)
    ? [object, field]
    : refuse('INVALID_INPUT', `Invalid fullName, must end in a custom suffix (e.g. __c)`, {
        fields: ['FullName'],
      });
};

const entityOf = (org: Org, name: string): SimObject => {
  const object = org.schema.object(objectNameOf(name));
  const isEntity = name !== 'Task' && object !== undefined && !isTooling(object);
  if (isEntity) return object;
  // [PUB] The wording, in several public issue threads.
  const message = `Entity Enumeration Or ID: bad value for restricted picklist field: ${name}`;
  return refuse('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, { fields: ['TableEnumOrId'] });
};

const createField = (call: ApiCall): ApiReply => {
  const { org } = call.state;
  checkPermission(org);
  const parsed = shape.safeParse(call.body);
  if (!parsed.success || parsed.data.Metadata === undefined) {
    const message = 'Required fields are missing: [FullName, Metadata]';
    return refuse('REQUIRED_FIELD_MISSING', message, { fields: ['FullName', 'Metadata'] });
  }
  const [entity, name] = namesOf(parsed.data.FullName);
  const object = entityOf(org, entity);
  const field = toField(name, parseMetadata(parsed.data.Metadata));
  if (object.indexOf(name) !== undefined) {
    // Salesforce: DUPLICATE_DEVELOPER_NAME, "duplicate developer name". Its list of status codes, read 2026-11-22; [MEM] the wording.
    const message = `There is already a field named ${name.replace(/__c$/u, '')} on ${object.label}.`;
    refuse('DUPLICATE_DEVELOPER_NAME', message, { fields: ['DeveloperName'] });
  }
  org.setSchema(withField(org.schema, object.name, field));
  syncToolingRows(org);
  const row = rowOfField(org, object.name, name) ?? -1;
  const id = org.table('CustomField').idOf(row);
  return json(201, { id, success: true, errors: [], warnings: [], infos: [] });
};

// Salesforce: a field's type and name do not change here.
const keep = (field: Field, changed: Field): Field => ({
  ...changed,
  name: field.name,
  type: field.type,
});

const changeField = (call: ApiCall, ref: { object: string; field: string }): ApiReply => {
  const { org } = call.state;
  checkPermission(org);
  const { Metadata } = z
    .object({ Metadata: z.unknown() })
    .catch({ Metadata: null })
    .parse(call.body);
  const changed = toField(ref.field, parseMetadata(Metadata));
  const { field } = fieldAt(org.schema, ref);
  org.setSchema(withChange(org.schema, ref, keep(field, changed)));
  return empty(204);
};

const removeField = (call: ApiCall, ref: { object: string; field: string }): ApiReply => {
  const { org } = call.state;
  checkPermission(org);
  org.setSchema(withoutField(org.schema, ref));
  syncToolingRows(org);
  return empty(204);
};

const readField = (call: ApiCall, ref: { object: string; field: string }, id: string): ApiReply => {
  const { field } = fieldAt(call.state.org.schema, ref);
  const entity = entityNameOf(ref.object);
  const url = `${call.base}/tooling/sobjects/CustomField/${id}`;
  return json(200, {
    attributes: { type: 'CustomField', url },
    Id: id,
    TableEnumOrId: entity,
    EntityDefinitionId: entity,
    DeveloperName: field.name.replace(/__c$/u, ''),
    NamespacePrefix: null,
    ManageableState: 'unmanaged',
    FullName: `${entity}.${field.name}`,
    Metadata: toMetadata(field),
  });
};

/** `/tooling/sobjects/CustomField`: creates, reads, changes and removes custom fields. */
export const toolingCustomField = (call: ApiCall, id: string | undefined): ApiReply => {
  if (id === undefined)
    return call.method === 'POST' ? createField(call) : wrongMethod(call.method, 'POST');
  const table = call.state.org.table('CustomField');
  const row = table.rowOf(id);
  if (row === undefined || !table.isLive(row)) return notFound();
  const ref = fieldOfRow(call.state.org, row);
  if (call.method === 'GET') return readField(call, ref, table.idOf(row));
  if (call.method === 'PATCH') return changeField(call, ref);
  return call.method === 'DELETE'
    ? removeField(call, ref)
    : wrongMethod(call.method, 'DELETE,GET,PATCH');
};
