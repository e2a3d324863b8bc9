import { z } from 'zod';
import type { Field, ObjectDefinition } from './field.ts';
import { makeField } from './make-field.ts';
import { auditFields, deletionField, idField, ownerField } from './system-fields.ts';

/** One field, as a schema file or the control API states it. */
export const fieldShape = z.strictObject({
  type: z.enum([
    'string',
    'boolean',
    'int',
    'double',
    'currency',
    'percent',
    'date',
    'datetime',
    'email',
    'phone',
    'url',
    'textarea',
    'picklist',
    'multipicklist',
    'reference',
  ]),
  label: z.string().optional(),
  length: z.int().positive().optional(),
  unique: z.boolean().default(false),
  externalId: z.boolean().default(false),
  caseSensitive: z.boolean().default(false),
  required: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  values: z.array(z.string()).default([]),
  restricted: z.boolean().default(true),
  referenceTo: z.array(z.string()).default([]),
  childRelationshipName: z.string().nullable().default(null),
});

const objectShape = z.strictObject({
  label: z.string().optional(),
  /** How many made-up records to seed. */
  rows: z.int().min(0).default(0),
  fields: z.record(z.string().regex(/^[A-Za-z]\w*$/u), fieldShape).default({}),
});

/** The content of a `--schema` file: object name to its fields and how many rows to seed. */
const schemaFileShape = z.record(z.string().regex(/^[A-Za-z]\w*$/u), objectShape);

/** What a schema file adds to an org. */
export type SchemaFile = z.input<typeof schemaFileShape>;

/** Objects to add, fields to add to objects that exist, and rows to seed per object. */
export interface SchemaAdditions {
  readonly objects: readonly ObjectDefinition[];
  readonly fields: Readonly<Record<string, readonly Field[]>>;
  readonly rows: Readonly<Record<string, number>>;
}

const lengths: Readonly<Record<string, number>> = {
  string: 255,
  email: 80,
  phone: 40,
  url: 255,
  textarea: 255,
  picklist: 255,
  multipicklist: 4099,
  reference: 18,
};

/** The field that is stated. */
export const toField = (name: string, spec: z.output<typeof fieldShape>): Field => {
  const isCheckbox = spec.type === 'boolean';
  const isLookup = spec.type === 'reference';
  const isNumber = ['int', 'double', 'currency', 'percent'].includes(spec.type);
  return makeField(
    [name, spec.label ?? name.replace(/__c$/u, '').replaceAll('_', ' ')],
    spec.type,
    {
      length: spec.length ?? lengths[spec.type] ?? 0,
      precision: isNumber ? 18 : 0,
      scale: isNumber && spec.type !== 'int' ? 2 : 0,
      nillable: !spec.required && !isCheckbox,
      unique: spec.unique,
      externalId: spec.externalId,
      idLookup: spec.externalId || spec.unique,
      caseSensitive: spec.caseSensitive,
      createable: !spec.readOnly,
      updateable: !spec.readOnly,
      picklist: spec.values.map((value) => ({ value, label: value })),
      restricted: spec.restricted && spec.values.length > 0,
      referenceTo: spec.referenceTo,
      childRelationshipName: spec.childRelationshipName,
      relationshipName: isLookup ? name.replace(/__c$/u, '__r').replace(/Id$/u, '') : null,
      defaultedOnCreate: isCheckbox,
      defaultValue: isCheckbox ? false : null,
      sortable: spec.type !== 'multipicklist',
    },
  );
};

const nameField = makeField(['Name', 'Name'], 'string', {
  length: 80,
  nameField: true,
  idLookup: true,
  nillable: false,
  defaultedOnCreate: true,
});

const toObject = (name: string, index: number, fields: readonly Field[]): ObjectDefinition => ({
  name,
  label: name.replace(/__c$/u, '').replaceAll('_', ' '),
  labelPlural: `${name.replace(/__c$/u, '').replaceAll('_', ' ')}s`,
  keyPrefix: `a${index.toString(36).toUpperCase().padStart(2, '0')}`,
  custom: true,
  fields: [
    idField(name.replace(/__c$/u, '')),
    deletionField,
    ...(fields.some((field) => field.name === 'Name') ? [] : [nameField]),
    ownerField,
    ...fields,
    ...auditFields,
  ],
  createable: true,
  updateable: true,
  deletable: true,
  mergeable: false,
  replicateable: true,
});

/** Reads the content of a schema file against the objects there are; throws a ZodError naming what is wrong. */
export const parseSchemaFile = (content: unknown, known: ReadonlySet<string>): SchemaAdditions => {
  const file = schemaFileShape.parse(content);
  const objects: ObjectDefinition[] = [];
  const added: Record<string, readonly Field[]> = {};
  const rows: Record<string, number> = {};
  for (const [name, spec] of Object.entries(file)) {
    const fields = Object.entries(spec.fields).map(([field, one]) => toField(field, one));
    if (known.has(name)) added[name] = fields;
    else objects.push(toObject(name, objects.length, fields));
    if (spec.rows > 0) rows[name] = spec.rows;
  }
  return { objects, fields: added, rows };
};
