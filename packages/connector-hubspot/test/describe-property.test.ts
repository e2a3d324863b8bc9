import { describe, expect, it } from 'vitest';
import { describeProperty, propertyShape } from '../src/describe-property.ts';

const described = (more: object) => {
  const definition = {
    name: 'p',
    label: 'P',
    type: 'string',
    fieldType: 'text',
    modificationMetadata: { readOnlyValue: false },
  };
  const property = propertyShape.parse({ ...definition, ...more });
  return describeProperty(property, { create: true, update: true });
};

const option = (value: string, more: object = {}) => ({ value, label: value, ...more });

describe('a property', () => {
  it.each([
    ['string', 'text', 'text'],
    ['string', 'html', 'text'],
    ['string', 'file', 'unsupported'],
    ['phone_number', 'phonenumber', 'text'],
    ['number', 'number', 'number'],
    ['bool', 'booleancheckbox', 'boolean'],
    ['enumeration', 'booleancheckbox', 'boolean'],
    ['enumeration', 'select', 'choice'],
    ['enumeration', 'radio', 'choice'],
    ['enumeration', 'checkbox', 'unsupported'],
    ['date', 'date', 'date'],
    ['datetime', 'date', 'instant'],
    ['json', 'text', 'unsupported'],
    ['object_coordinates', 'text', 'unsupported'],
  ])('of %s and %s is a field of %s', (type, fieldType, ours) => {
    expect(described({ type, fieldType }).type).toBe(ours);
  });

  it('may be written where nobody says otherwise', () => {
    expect(described({})).toMatchObject({ creatable: true, updatable: true });
  });

  it.each([
    ['read-only', { modificationMetadata: { readOnlyValue: true } }],
    ['calculated', { calculated: true }],
    ['of a type that nobody knows', { type: 'hologram' }],
    ['silent about it', { modificationMetadata: undefined }],
  ])('is not written where it is %s (R-OVERWRITE-6)', (_, more) => {
    expect(described(more)).toMatchObject({ type: 'text', creatable: false, updatable: false });
  });

  it('offers the choices that people see', () => {
    const options = [option('a'), option('b', { hidden: true }), option('c', { label: 'C!' })];
    const field = described({ type: 'enumeration', fieldType: 'select', options });
    expect(field).toMatchObject({
      choices: ['a', 'c'],
      choiceLabels: ['a', 'C!'],
      restricted: true,
    });
  });

  it('whose choices live elsewhere takes others, too', () => {
    const listed = { type: 'enumeration', fieldType: 'select', options: [option('a')] };
    expect(described({ ...listed, externalOptions: true }).restricted).toBe(false);
    expect(described({ ...listed, options: [] }).restricted).toBe(false);
  });
});
