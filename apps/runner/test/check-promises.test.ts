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

const check = (history: readonly Change[], compensating: readonly string[] = []) =>
  checkPromises({
    history,
    ourUser: 'us',
    managedFields: new Set(['Unify_Most_Recent_Play__c']),
    writableFields: new Set([
      'Contact.Title',
      'Contact.Unify_Most_Recent_Play__c',
      'Task.Status',
      'Lead.Title',
    ]),
    uniqueKeyFields: new Set(['Unify_Metadata__c']),
    following: new Set(['Task']),
    compensating: new Set(compensating),
    duplicates: new Map([['ada@acme.example', ['Contact 003a', 'Contact 003b']]]),
  });

describe('checkPromises', () => {
  it('counts a filled empty field, and keeps calm', () => {
    const result = check([change({}), change({ id: '003c', before: '  ' })]);
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

  it('lets a task follow the platform for as long as nobody else changes it (R-TASK-3)', () => {
    const opened = change({ object: 'Task', field: 'Status', kind: 'created', after: 'Open' });
    const closed = { ...opened, kind: 'updated', before: 'Open', after: 'Done' } as const;
    expect(areKept(check([opened, closed]))).toBe(true);
    const typed = { ...closed, user: 'person', after: 'Waiting' };
    expect(check([opened, typed, { ...closed, before: 'Waiting' }]).overwritten).toBe(1);
    expect(check([closed]).overwritten).toBe(1);
  });

  it('takes what we wrote to a lead for filled, like any value (R-OVERWRITE-4)', () => {
    const created = change({ object: 'Lead', kind: 'created' });
    const replaced = { ...created, kind: 'updated', before: 'CEO', after: 'CTO' } as const;
    expect(check([created, replaced]).overwritten).toBe(1);
  });

  it('sees a person created as a lead and as a contact (R-DUP-1)', () => {
    const created = change({ kind: 'created', field: 'Unify_Metadata__c', after: 'person-1' });
    const lead = { ...created, object: 'Lead', id: '00Qa' };
    expect(check([created, lead])).toMatchObject({ created: 2, doubled: 1 });
  });

  it('lets us remove what we created, and nothing else (R-TASK-4)', () => {
    const created = change({ object: 'Task', kind: 'created', id: '00Ta' });
    const removed = { ...created, kind: 'deleted', field: null } as const;
    expect(check([created, removed])).toMatchObject({ removed: 1, removedOthers: 0 });
    expect(areKept(check([removed]))).toBe(false);
    expect(areKept(check([{ ...removed, user: 'person' }]))).toBe(true);
  });

  it('lets us put back what a person typed in between, and nothing else (R-OVERWRITE-7)', () => {
    const typed = change({ user: 'person', after: 'Founder' });
    const replaced = change({ before: 'Founder', after: 'CEO' });
    const restored = change({ before: 'CEO', after: 'Founder' });
    const guarded = ['Contact'];
    expect(check([typed, replaced, restored], guarded)).toMatchObject({
      overwritten: 0,
      restored: 1,
    });
    expect(check([typed, replaced], guarded)).toMatchObject({ overwritten: 1, restored: 0 });
    expect(check([replaced, { ...restored, after: 'Boss' }], guarded).overwritten).toBe(1);
    const typedOver = change({ user: 'person', before: 'CEO', after: 'Chair' });
    expect(check([typed, replaced, typedOver], guarded).overwritten).toBe(0);
    expect(check([typed, replaced, restored]).overwritten).toBe(2);
  });

  it('sees a record that was created twice (R-DUP-1)', () => {
    const created = change({ kind: 'created', field: 'Unify_Metadata__c', after: 'person-1' });
    expect(areKept(check([created]))).toBe(true);
    expect(check([created, { ...created, id: '003c' }])).toMatchObject({ created: 2, doubled: 1 });
  });

  it('sees a second duplicate that was touched (R-DUP-3)', () => {
    expect(check([change({})])).toMatchObject({ groupsTouched: 1, groupsTouchedTwice: 0 });
    expect(check([change({}), change({ id: '003b' })])).toMatchObject({ groupsTouchedTwice: 1 });
    const derived = change({ id: '003b', field: 'LastActivityDate' });
    expect(check([change({}), derived])).toMatchObject({ groupsTouchedTwice: 0 });
  });
});
