import { toInstant, type Fields, type FieldValue } from '@concord/core/contract';
import { buildSchema } from '../../simulator/schema/schema.ts';

const schema = buildSchema(true);

const toValue = (type: string | undefined, text: unknown): FieldValue => {
  if (typeof text !== 'string') return null;
  if (type === 'number') return Number(text);
  if (type === 'bool') return text === 'true';
  return type === 'datetime' ? toInstant(text) : text;
};

/** What HubSpot keeps as text, as values of the properties' types. */
export const toFields = (object: string, record: Readonly<Record<string, unknown>>): Fields => {
  const properties = schema.get(object)?.properties;
  return Object.fromEntries(
    Object.entries(record).map(([name, text]) => [
      name,
      toValue(properties?.get(name)?.type, text),
    ]),
  );
};
