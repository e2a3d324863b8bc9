import { describe, expect, it } from 'vitest';
import { matchKeysOf } from '../../src/policy/index.ts';

describe('matchKeysOf', () => {
  it('takes every address once, in the order of the fields (R-PERSON-1)', () => {
    const fields = { Email: 'Jo@Acme.com', Other__c: 'jo@home.example', Third__c: 'JO@acme.com ' };
    expect(matchKeysOf(fields, { email: ['Email', 'Third__c', 'Other__c'] })).toEqual([
      { kind: 'email', value: 'jo@acme.com' },
      { kind: 'email', value: 'jo@home.example' },
    ]);
  });

  it('finds a company by its website (R-COMPANY-1)', () => {
    const fields = { Website: 'http://www.acme.com/', Domain__c: null };
    expect(matchKeysOf(fields, { domain: ['Domain__c', 'Website'] })).toEqual([
      { kind: 'domain', value: 'acme.com' },
    ]);
  });

  it('takes each of several values in one field (R-PERSON-1)', () => {
    const fields = { Email: 'jo@acme.com', More: 'Jo@home.example; ;jo@acme.com', Id: '<a;b@x>' };
    const keyFields = { email: ['Email', 'More'], domain: ['Sites'], 'message-id': ['Id'] };
    expect(matchKeysOf({ ...fields, Sites: 'www.acme.com;acme.de' }, keyFields)).toEqual([
      { kind: 'email', value: 'jo@acme.com' },
      { kind: 'email', value: 'jo@home.example' },
      { kind: 'domain', value: 'acme.com' },
      { kind: 'domain', value: 'acme.de' },
      { kind: 'message-id', value: '<a;b@x>' },
    ]);
  });

  it('has no key for a record without a usable value (R-PERSON-6)', () => {
    expect(matchKeysOf({ Email: 'n/a' }, { email: ['Email', 'Gone__c'] })).toEqual([]);
    expect(matchKeysOf({}, { email: ['constructor', '__proto__'] })).toEqual([]);
    expect(matchKeysOf({ Email: 'jo@acme.com' }, {})).toEqual([]);
  });
});
