import type { Access } from '../org/access.ts';
import { isAggregatable, isGroupable } from '../schema/aggregation.ts';
import type { Field, PicklistValue } from '../schema/field.ts';
import { isPermissionable } from '../schema/is-permissionable.ts';
import type { SimObject } from '../schema/schema.ts';

const soapTypes: Readonly<Record<string, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
  junctionIdList: 'urn:JunctionIdListNames',
};

const controllerValues = (object: SimObject, field: Field): readonly PicklistValue[] => {
  const index = object.indexOf(field.controllerName ?? '');
  return index === undefined ? [] : (object.fields[index]?.picklist ?? []);
};

/** The bitmap of the controlling values that allow a value, most significant bit first, in base64. */
const validForBits = (
  value: PicklistValue,
  controller: readonly PicklistValue[],
): string | null => {
  if (!value.validFor) return null;
  const bytes = Buffer.alloc(Math.ceil(controller.length / 8));
  for (const [at, { value: allowed }] of controller.entries()) {
    if (value.validFor.includes(allowed)) {
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
    }
  }
  return bytes.toString('base64');
};

const picklistValues = (object: SimObject, field: Field): object[] => {
  const controller = controllerValues(object, field);
  return field.picklist.map((value) => ({
    active: true,
    defaultValue: value.value === field.defaultValue,
    label: value.label,
    validFor: validForBits(value, controller),
    value: value.value,
  }));
};

const writability = (object: SimObject, index: number, access: Access): object => ({
  createable: access.canWrite(object, index, 'create'),
  updateable: access.canWrite(object, index, 'edit'),
});

/** A field as describe shows it: all 57 keys, in the recorded order. */
export const describeField = (object: SimObject, index: number, access: Access): object => {
  const field = object.fields[index] as Field;
  const isText = field.length > 0 && field.type !== 'id' && field.type !== 'reference';
  return {
    aggregatable: isAggregatable(field),
    aiPredictionField: false,
    autoNumber: false,
    byteLength: isText ? field.length * 3 : field.length,
    calculated: field.calculated,
    calculatedFormula: null,
    cascadeDelete: field.cascadeDelete,
    caseSensitive: field.caseSensitive,
    compoundFieldName: field.compoundFieldName,
    controllerName: field.controllerName,
    createable: false,
    custom: field.custom,
    defaultValue: field.type === 'boolean' ? field.defaultValue : null,
    defaultValueFormula: null,
    defaultedOnCreate: field.defaultedOnCreate,
    dependentPicklist: field.controllerName !== null,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? field.precision : 0,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: field.externalId,
    extraTypeInfo:
      field.type === 'textarea'
        ? 'plaintextarea'
        : field.nameField && object.indexOf('LastName') !== undefined
          ? 'personname'
          : null,
    filterable: field.filterable && field.type !== 'address',
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: isGroupable(field),
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.idLookup,
    inlineHelpText: null,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: field.referenceTo.length > 1,
    nillable: field.nillable,
    permissionable: isPermissionable(object, field),
    picklistValues: picklistValues(object, field),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.type === 'int' ? 0 : field.precision,
    queryByDistance: field.type === 'address',
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: field.restricted,
    scale: field.scale,
    searchPrefilterable: field.type === 'reference' || field.type === 'id',
    soapType: soapTypes[field.type] ?? 'xsd:string',
    sortable: field.sortable && field.type !== 'address',
    type: field.type,
    unique: field.unique,
    writeRequiresMasterRead: false,
    ...writability(object, index, access),
  };
};
