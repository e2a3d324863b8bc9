import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { toInstant, type FieldValue, type Instant } from '@concord/core/contract';
import { builder } from './builder.ts';

const parseInstant = (value: unknown): Instant => {
  const isInstant =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(value);
  if (isInstant && !Number.isNaN(Date.parse(value))) return toInstant(value);
  throw new GraphQLError('DateTime is an instant with its zone, such as 2026-03-24T10:00:00Z.');
};

/** Instants are stored as the text that goes out. */
builder.scalarType('DateTime', {
  description: 'A point in time, UTC with milliseconds: `2026-03-24T10:00:00.000Z`.',
  serialize: (value) => value,
  parseValue: parseInstant,
});

const isFieldValue = (value: unknown): value is FieldValue =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

const parseFieldValue = (value: unknown): FieldValue => {
  if (isFieldValue(value)) return value;
  throw new GraphQLError('FieldValue is text, a number, a boolean or null.');
};

const parseFieldLiteral = (node: ValueNode): FieldValue => {
  if (node.kind === Kind.STRING || node.kind === Kind.BOOLEAN) return node.value;
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
  if (node.kind === Kind.NULL) return null;
  throw new GraphQLError('FieldValue is text, a number, a boolean or null.', { nodes: node });
};

builder.scalarType('FieldValue', {
  description:
    'A value of one field: text, a number, a boolean, or null for empty; dates are `2026-03-24`.',
  serialize: (value) => value,
  parseValue: parseFieldValue,
  parseLiteral: parseFieldLiteral,
});
