import { z } from 'zod';
import { refuse } from '../org/record-error.ts';
import type { Field, FieldType } from '../schema/field.ts';
import { makeField } from '../schema/make-field.ts';

const valueShape = z.object({
  fullName: z.string().optional(),
  valueName: z.string().optional(),
  label: z.string().nullish(),
  default: z.boolean().nullish(),
});

const metadataShape = z.object({
  type: z.string(),
  label: z.string().min(1),
  length: z.int().nullish(),
  precision: z.int().nullish(),
  scale: z.int().nullish(),
  visibleLines: z.int().nullish(),
  required: z.boolean().nullish(),
  unique: z.boolean().nullish(),
  externalId: z.boolean().nullish(),
  caseSensitive: z.boolean().nullish(),
  defaultValue: z.union([z.string(), z.boolean()]).nullish(),
  valueSet: z
    .object({
      restricted: z.boolean().nullish(),
      valueSetDefinition: z.object({ value: z.array(valueShape) }).nullish(),
    })
    .nullish(),
});

/** The metadata of a custom field, as far as the simulator knows it. */
export type FieldMetadata = z.output<typeof metadataShape>;

/** Salesforce's types of custom fields, what describe calls them, and what each must say of itself. */
const kinds: Readonly<
  Record<string, { type: FieldType; length?: number; needs?: readonly (keyof FieldMetadata)[] }>
> = {
  Text: { type: 'string', needs: ['length'] },
  TextArea: { type: 'textarea', length: 255 },
  LongTextArea: { type: 'textarea', needs: ['length', 'visibleLines'] },
  Html: { type: 'textarea', needs: ['length', 'visibleLines'] },
  Checkbox: { type: 'boolean', needs: ['defaultValue'] },
  Number: { type: 'double', needs: ['precision', 'scale'] },
  Currency: { type: 'currency', needs: ['precision', 'scale'] },
  Percent: { type: 'percent', needs: ['precision', 'scale'] },
  Date: { type: 'date' },
  DateTime: { type: 'datetime' },
  Url: { type: 'url', length: 255 },
  Phone: { type: 'phone', length: 40 },
  Email: { type: 'email', length: 80 },
  Picklist: { type: 'picklist', length: 255, needs: ['valueSet'] },
  MultiselectPicklist: { type: 'multipicklist', length: 4099, needs: ['valueSet', 'visibleLines'] },
};

/** Reads the metadata of a field; refuses what Salesforce does not take. */
export const parseMetadata = (input: unknown): FieldMetadata => {
  const parsed = metadataShape.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = issue?.path.join('.') ?? '';
    return refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, {
      fields: [name],
    });
  }
  const { type } = parsed.data;
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!kind) {
    // [MEM] The wording and the code.
    const message = `Cannot deserialize instance of FieldType from VALUE_STRING value ${type} or request may be missing a required field`;
    return refuse('JSON_PARSER_ERROR', message);
  }
  const missing = kind.needs?.find((name) => (parsed.data[name] ?? null) === null);
  if (missing === undefined) return parsed.data;
  // [PUB] The wording, as of Metadata API deployments; [MEM] the code.
  const message = `Must specify '${missing}' for a CustomField of type ${type}`;
  return refuse('FIELD_INTEGRITY_EXCEPTION', message, { fields: [missing] });
};

const picklistOf = ({ valueSet }: FieldMetadata): Partial<Field> => {
  const values = valueSet?.valueSetDefinition?.value ?? [];
  const picklist = values.map(({ fullName, valueName, label }) => {
    const value = fullName ?? valueName ?? label ?? '';
    return { value, label: label ?? value };
  });
  const first = values.findIndex((one) => one.default === true);
  const defaultValue = picklist[first]?.value ?? null;
  return { picklist, restricted: valueSet?.restricted === true, defaultValue };
};

const checkboxOf = ({ defaultValue }: FieldMetadata): Partial<Field> => ({
  nillable: false,
  defaultedOnCreate: true,
  defaultValue: String(defaultValue) === 'true',
});

const isOpenText = (type: FieldType, length: number): boolean =>
  type === 'textarea' && length > 255;

/** The field that some metadata describe. */
export const toField = (name: string, metadata: FieldMetadata): Field => {
  const kind = kinds[metadata.type];
  const type = kind?.type ?? 'string';
  const length = kind?.length ?? metadata.length ?? 0;
  const isKey = metadata.externalId === true || metadata.unique === true;
  const isLong = isOpenText(type, length);
  return makeField([name, metadata.label], type, {
    length,
    // Salesforce: metadata count the digits before and after the point, and so does describe.
    precision: metadata.precision ?? 0,
    scale: metadata.scale ?? 0,
    nillable: metadata.required !== true,
    unique: metadata.unique === true,
    externalId: metadata.externalId === true,
    idLookup: isKey,
    caseSensitive: metadata.caseSensitive === true,
    filterable: !isLong,
    sortable: !isLong && type !== 'multipicklist',
    ...(type === 'boolean' ? checkboxOf(metadata) : {}),
    ...(type === 'picklist' || type === 'multipicklist' ? picklistOf(metadata) : {}),
  });
};

const kindName = ({ type, length }: Field): string => {
  if (type === 'textarea') return length > 255 ? 'LongTextArea' : 'TextArea';
  return Object.keys(kinds).find((name) => kinds[name]?.type === type) ?? 'Text';
};

/** The metadata of a field that is there. */
export const toMetadata = (field: Field): object => ({
  type: kindName(field),
  label: field.label,
  length: field.length || null,
  precision: field.precision || null,
  scale: field.precision > 0 ? field.scale : null,
  required: !field.nillable && field.type !== 'boolean',
  unique: field.unique,
  externalId: field.externalId,
  caseSensitive: field.caseSensitive,
  defaultValue: field.defaultValue,
  valueSet:
    field.picklist.length === 0
      ? null
      : {
          restricted: field.restricted,
          valueSetDefinition: {
            sorted: false,
            value: field.picklist.map(({ value, label }) => ({
              valueName: value,
              label,
              default: value === field.defaultValue,
            })),
          },
        },
});
