import { describe, expect, it } from 'vitest';
import type { RemoteObject } from '../../src/contract/index.ts';
import { keyFieldsOf } from '../../src/engine/relevant-fields.ts';
import type { FieldMapping } from '../../src/platform/index.ts';

const person = {
  represents: 'person',
  keyFields: { email: ['Email', 'FurtherEmails'] },
} as unknown as RemoteObject;

const mapEmail = (crmField: string): FieldMapping => ({
  object: 'person',
  platformField: 'email',
  crmObject: 'Person',
  crmField,
  direction: 'readWrite',
  defaultValue: null,
  confirmed: false,
});

describe('the fields that hold a key', () => {
  it('are those of the object where none is mapped', () => {
    expect(keyFieldsOf(person, [])).toEqual({ email: ['Email', 'FurtherEmails'] });
  });

  it('are all of the object where one of them is mapped (R-PERSON-1)', () => {
    expect(keyFieldsOf(person, [mapEmail('Email')])).toEqual({ email: ['Email', 'FurtherEmails'] });
  });

  it('are the mapped one alone where that is another (R-COMPANY-1)', () => {
    expect(keyFieldsOf(person, [mapEmail('WorkEmail')])).toEqual({ email: ['WorkEmail'] });
  });
});
