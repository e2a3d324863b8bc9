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

  it('has no key for a record without a usable value (R-PERSON-6)', () => {
    expect(matchKeysOf({ Email: 'n/a' }, { email: ['Email', 'Gone__c'] })).toEqual([]);
    expect(matchKeysOf({}, { email: ['constructor', '__proto__'] })).toEqual([]);
    expect(matchKeysOf({ Email: 'jo@acme.com' }, {})).toEqual([]);
  });
});
