import type { Field } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { checkConditions, toHttpDate } from './conditional.ts';
import { describeField } from './describe-field.ts';
import { ruledPicklist } from './describe-picklist.ts';
import { empty } from './replies.ts';

const urlsOf = (base: string, name: string): Record<string, string> => {
  const path = `${base}/sobjects/${name}`;
  return {
    rowTemplate: `${path}/{ID}`,
    defaultValues: `${path}/defaultValues?recordTypeId&fields`,
    approvalLayouts: `${path}/describe/approvalLayouts`,
    listviews: `${path}/listviews`,
    describe: `${path}/describe`,
    quickActions: `${path}/quickActions`,
    compactLayouts: `${path}/describe/compactLayouts`,
    sobject: path,
  };
};

/** An object as describeGlobal lists it. */
const describeObject = (call: ApiCall, object: SimObject): Record<string, unknown> => {
  const access = call.state.org.access(call.userId);
  const isStandard = !object.custom;
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: access.may('create', object),
    custom: object.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: access.may('delete', object),
    deprecatedAndHidden: false,
    feedEnabled: isStandard,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.sharesKeyPrefix === true ? null : object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: object.createable,
    mergeable: object.mergeable,
    mruEnabled: true,
    name: object.name,
    queryable: access.may('read', object),
    replicateable: object.replicateable,
    retrieveable: access.may('read', object),
    searchable: object.createable,
    triggerable: object.createable,
    undeletable: object.undeletable ?? object.deletable,
    updateable: access.may('edit', object),
    urls: urlsOf(call.base, object.name),
  };
};

const visibleObjects = (call: ApiCall): SimObject[] => {
  const access = call.state.org.access(call.userId);
  return call.state.org.schema.objects.filter((object) => access.may('read', object));
};

const guarded = (call: ApiCall, body: () => unknown): ApiReply =>
  guardedText(call, () => JSON.stringify(body()));

const guardedText = (call: ApiCall, body: () => string): ApiReply => {
  const stamp = Math.floor(call.state.org.describedAt / 1000);
  const headers = { 'last-modified': toHttpDate(stamp) };
  const status = checkConditions(call, { stamp, etag: null });
  return status === null ? { status: 200, headers, body: body() } : empty(status, headers);
};

/** `/sobjects`: every object the user may read. */
export const describeGlobal = (call: ApiCall): ApiReply =>
  guarded(call, () => ({
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: visibleObjects(call).map((object) => describeObject(call, object)),
  }));

/** `/sobjects/X`: the object and the records last looked at. */
export const describeBrief = (call: ApiCall, object: SimObject): ApiReply =>
  guarded(call, () => ({ objectDescribe: describeObject(call, object), recentItems: [] }));

const junctionOf = (child: string, { name }: Field): object => {
  const isOfEmail = child === 'EmailMessageRelation' && name === 'EmailMessageId';
  return {
    junctionIdListNames: isOfEmail ? ['BccIds', 'CcIds', 'ToIds'] : [],
    junctionReferenceTo: isOfEmail ? ['Contact', 'Lead', 'User'] : [],
  };
};

const childRelationships = (call: ApiCall, object: SimObject): object[] =>
  call.state.org.schema.childrenOf(object.name).map(({ name, child, field }) => ({
    cascadeDelete: field.cascadeDelete,
    childSObject: child,
    deprecatedAndHidden: false,
    field: field.name,
    ...junctionOf(child, field),
    relationshipName: name,
    restrictedDelete: false,
  }));

const masterRecordType = (call: ApiCall, object: SimObject): object => ({
  active: true,
  available: true,
  defaultRecordTypeMapping: true,
  developerName: 'Master',
  master: true,
  name: 'Master',
  recordTypeId: '012000000000000AAA',
  urls: { layout: `${call.base}/sobjects/${object.name}/describe/layouts/012000000000000AAA` },
});

const fullDescribe = (call: ApiCall, object: SimObject): object => {
  const access = call.state.org.access(call.userId);
  const places = object.fields.map((_, index) => index);
  const { urls, ...brief } = describeObject(call, object);
  return {
    actionOverrides: [],
    ...brief,
    childRelationships: childRelationships(call, object),
    compactLayoutable: true,
    fields: places
      .filter((index) => access.canRead(object, index))
      .map((index) => ({
        ...describeField(object, index, access),
        ...ruledPicklist(call.state.org, object, index),
      })),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: [masterRecordType(call, object)],
    searchLayoutable: true,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [
      { label: `All ${object.labelPlural.toLowerCase()}`, name: 'everything' },
      { label: `My ${object.labelPlural.toLowerCase()}`, name: 'mine' },
    ],
    urls: {
      ...(urls as object),
      layouts: `${call.base}/sobjects/${object.name}/describe/layouts`,
      uiDetailTemplate: `/{ID}`,
      uiEditTemplate: `/{ID}/e`,
      uiNewRecord: `/${object.keyPrefix}/e`,
    },
  };
};

/** `/sobjects/X/describe`: the object with every field the user may read. */
export const describeFull = (call: ApiCall, object: SimObject): ApiReply => {
  const { describes } = call.state.org;
  const name = [call.userId, object.name, call.base].join(' ');
  return guardedText(call, () => {
    const text = describes.get(name) ?? JSON.stringify(fullDescribe(call, object));
    describes.set(name, text);
    return text;
  });
};
