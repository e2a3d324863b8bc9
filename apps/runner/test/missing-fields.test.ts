import { salesforce } from '@concord/connector-salesforce';
import { toInstant, type ObjectDescription } from '@concord/core/contract';
import { defaultSettings, type Connection } from '@concord/core/platform';
import { describe, expect, it } from 'vitest';
import { missingFields, missingPermissions } from '../src/commands/missing-fields.ts';

const mayAll: ObjectDescription['allows'] = {
  read: true,
  create: true,
  update: true,
  remove: true,
};

const connectionWith = (schema: Connection['schema']): Connection => ({
  id: 'one',
  crm: 'salesforce',
  name: 'Acme',
  state: 'active',
  reading: true,
  writing: true,
  settings: { ...defaultSettings, brandPrefix: 'Acme' },
  accountId: '00D',
  userId: '005',
  schema,
  lastReadAt: null,
  lastReconciledAt: null,
  hold: null,
  quota: null,
  createdAt: toInstant(0),
});

describe('missingFields', () => {
  it('names each product field, and how to create it', () => {
    const connection = connectionWith({ Contact: { allows: mayAll, fields: [] } });
    const lacks = missingFields(connection, {
      name: 'Contact',
      remote: salesforce.objects.Contact,
    });
    expect(lacks).toContainEqual({
      message: 'Contact.Unify_Metadata__c is missing',
      remedy:
        'create the custom field "Acme Metadata", Text(255), External ID and Unique, and let our user edit it',
    });
    expect(lacks.some(({ message }) => message.includes('Title'))).toBe(false);
  });
});

describe('missingPermissions', () => {
  it('names each missing permission (R-ERR-5)', () => {
    const connection = connectionWith({
      User: { allows: mayAll, fields: [] },
      Account: { allows: { ...mayAll, update: false }, fields: [] },
    });
    expect(missingPermissions(connection, salesforce)).toEqual([
      { message: 'our user may not update Account', remedy: 'grant it "Edit" on Account' },
      { message: 'Contact is not visible', remedy: 'grant our user access to Contact' },
    ]);
  });
});
