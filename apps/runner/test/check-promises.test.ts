import type { Change } from '@concord/testkit/simulator';
import { describe, expect, it } from 'vitest';
import { areKept, checkPromises } from '../src/demo/check-promises.ts';

const change = (part: Partial<Change>): Change => ({
  sequence: 1,
  time: '2026-03-24T10:00:00.000Z',
  user: 'us',
  object: 'Contact',
  id: '003a',
  kind: 'updated',
  field: 'Title',
  before: null,
  after: 'CEO',
  ...part,
});

const check = (history: readonly Change[]) =>
  checkPromises({
    history,
    ourUser: 'us',
    managedFields: new Set(['Unify_Most_Recent_Play__c']),
    writableFields: new Set(['Contact.Title', 'Contact.Unify_Most_Recent_Play__c']),
    uniqueKeyField: 'Unify_Metadata__c',
    duplicates: new Map([['ada@acme.example', ['003a', '003b']]]),
  });

describe('checkPromises', () => {
  it('counts a filled empty field, and keeps calm', () => {
    const result = check([change({}), change({ before: '  ' })]);
    expect(result).toMatchObject({ filled: 2, overwritten: 0 });
    expect(areKept(result)).toBe(true);
  });

  it('sees a filled field that was replaced (R-OVERWRITE-2)', () => {
    const result = check([change({ before: 'Founder' })]);
    expect(result.overwritten).toBe(1);
    expect(areKept(result)).toBe(false);
  });

  it('leaves out what the CRM derives, as a full name', () => {
    expect(check([change({ field: 'Name', before: 'Lovelace' })])).toMatchObject({
      overwritten: 0,
    });
  });

  it('allows a product field to be kept up to date (R-OVERWRITE-3)', () => {
    expect(check([change({ field: 'Unify_Most_Recent_Play__c', before: 'Old' })])).toMatchObject({
      managed: 1,
      overwritten: 0,
    });
  });

  it('does not blame us for what a person replaced', () => {
    expect(check([change({ user: 'person', before: 'Founder' })])).toMatchObject({
      personEdits: 1,
      overwritten: 0,
    });
  });

  it('sees a record that was created twice (R-DUP-1)', () => {
    const created = change({ kind: 'created', field: 'Unify_Metadata__c', after: 'person-1' });
    expect(areKept(check([created]))).toBe(true);
    expect(check([created, { ...created, id: '003c' }])).toMatchObject({ created: 2, doubled: 1 });
  });

  it('sees a second duplicate that was touched (R-DUP-3)', () => {
    expect(check([change({})])).toMatchObject({ groupsTouched: 1, groupsTouchedTwice: 0 });
    expect(check([change({}), change({ id: '003b' })])).toMatchObject({ groupsTouchedTwice: 1 });
  });
});
