import { z } from 'zod';
import { associationsShape } from '../associations/plan-associations.ts';
import { addRecord, draftRecord } from '../portal/create-record.ts';
import { contactByEmail, findRow } from '../portal/find-record.ts';
import { mergeRecords } from '../portal/merge-records.ts';
import { Refusal, refuse } from '../portal/refusal.ts';
import { archiveRecord, forgetContact } from '../portal/remove-record.ts';
import { applyRevision, reviseRecord } from '../portal/update-record.ts';
import { objectTypeOf } from '../schema/object-type.ts';
import { encodeId } from '../store/record-ids.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { listRecords } from './list-records.ts';
import { flagOf, recordOf, typeOf } from './object-call.ts';
import { idShape, propertiesShape, readBody } from './read-body.ts';
import { recordBody, shownTo } from './record-body.ts';
import { noContent, reply } from './replies.ts';
import { isDated } from './route.ts';
import { recordScopes } from './scopes.ts';
import { warningsOf, writtenBody } from './written-body.ts';

/** What a call on records of a type takes. */
export const scopesOf =
  (right: 'read' | 'write') =>
  (params: Readonly<Record<string, string>>): (readonly string[])[] => {
    const type = objectTypeOf(params['type'] ?? '');
    return type ? [recordScopes(type, right)] : [];
  };

const read: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const ref = recordOf(call, type, flagOf(call, 'archived'));
  const shown = shownTo(call, type, {
    properties: call.query.getAll('properties'),
    history: call.query.getAll('propertiesWithHistory'),
    associations: call.query.getAll('associations'),
  });
  return reply(200, recordBody(call.portal, ref, shown));
};

const createShape = z.object({
  properties: propertiesShape,
  associations: associationsShape,
});

const locationOf = (call: ApiCall, name: string, id: string): string => {
  const path = isDated(call.version) ? `/crm/objects/${call.version}` : '/crm/v3/objects';
  return `https://api.hubapi.com${path}/${name}/${id}`;
};

const create: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const input = readBody(call, createShape);
  const draft = draftRecord(call.saving, type.name, { input, claimed: new Set() });
  const ref = addRecord(call.saving, draft);
  const names = [...draft.values.keys(), ...draft.derived.keys()];
  const body = { ...writtenBody(call, ref, names), ...warningsOf(draft.warnings) };
  return reply(201, body, { location: locationOf(call, type.name, encodeId(ref.row)) });
};

const updateShape = z.object({ properties: propertiesShape });

const update: Endpoint['answer'] = (call) => {
  const ref = recordOf(call, typeOf(call));
  const { properties } = readBody(call, updateShape);
  const revision = reviseRecord(call.saving, ref, { properties, claimed: new Set() });
  const names = [...applyRevision(call.saving, revision), ...Object.keys(properties)];
  return reply(200, { ...writtenBody(call, ref, names), ...warningsOf(revision.warnings) });
};

/** HubSpot: archiving what is not there succeeds. developers.hubspot.com, read 2026-11-21 */
const archive: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const row = findRow(call.portal, type.name, { id: call.params['id'] ?? '' });
  if (row !== null && call.portal.table(type.name).isLive(row))
    archiveRecord(call.portal, { object: type.name, row }, call.saving.actor);
  return noContent;
};

const mergeShape = z.object({ primaryObjectId: idShape, objectIdToMerge: idShape });

const merge: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const body = readBody(call, mergeShape);
  const rowOf = (id: string): number => {
    const row = findRow(call.portal, type.name, { id });
    if (row !== null && call.portal.table(type.name).isLive(row)) return row;
    throw new Refusal(404, {
      message: 'Object not found.  objectId are usually numeric.',
      context: { id: [id] },
      category: 'OBJECT_NOT_FOUND',
    });
  };
  const pair = { primary: rowOf(body.primaryObjectId), other: rowOf(body.objectIdToMerge) };
  const ref = mergeRecords(call.portal, { object: type.name, ...pair }, call.saving.actor);
  const names = [...call.portal.objectSchema(type.name).properties.keys()];
  return reply(200, writtenBody(call, ref, names));
};

const forgetShape = z.object({ objectId: z.string(), idProperty: z.string().optional() });

const forget: Endpoint['answer'] = (call) => {
  const { objectId, idProperty } = readBody(call, forgetShape);
  if (idProperty !== undefined && idProperty !== 'email')
    refuse(`idProperty ${idProperty} is not supported`);
  const row =
    idProperty === 'email'
      ? contactByEmail(call.portal, objectId)
      : findRow(call.portal, 'contacts', { id: objectId });
  if (row !== null) forgetContact(call.portal, { object: 'contacts', row }, call.saving.actor);
  else if (idProperty === 'email') call.portal.forgottenEmails.add(objectId.toLowerCase());
  return noContent;
};

const reading = { area: 'objects', versions: 'v3 dated', scopes: scopesOf('read') } as const;
const writing = { area: 'objects', versions: 'v3 dated', scopes: scopesOf('write') } as const;

/** Single records, lists, merges and removals. */
export const objectEndpoints: readonly Endpoint[] = [
  { ...reading, method: 'GET', path: ':type', answer: listRecords },
  { ...writing, method: 'POST', path: ':type', answer: create },
  { ...writing, method: 'POST', path: ':type/merge', answer: merge },
  {
    area: 'objects',
    versions: 'v3 dated',
    scopes: () => scopesOf('write')({ type: 'contacts' }),
    method: 'POST',
    path: 'contacts/gdpr-delete',
    answer: forget,
  },
  { ...reading, method: 'GET', path: ':type/:id', answer: read },
  { ...writing, method: 'PATCH', path: ':type/:id', answer: update },
  { ...writing, method: 'DELETE', path: ':type/:id', answer: archive },
];
