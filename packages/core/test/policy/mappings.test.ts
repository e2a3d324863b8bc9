import { describe, expect, it } from 'vitest';
import type { FieldDescription, RemoteObject } from '../../src/contract/index.ts';
import type { FieldMapping } from '../../src/platform/index.ts';
import { checkMappings, prepareMappings } from '../../src/policy/index.ts';
import { description, field, mapping, remote } from './given.ts';

const country = field('MailingCountry', { mapInstead: 'MailingCountryCode' });
const countryCode = field('MailingCountryCode', { type: 'choice', choices: ['US', 'DE'] });

describe('prepareMappings', () => {
  const prepare = (defaultMapping: RemoteObject['defaultMapping'], ...fields: FieldDescription[]) =>
    prepareMappings({
      object: 'person',
      crmObject: 'Contact',
      remote: remote({ defaultMapping }),
      description: description(...fields),
    });

  it('maps the fields that the account has (R-MAP-2)', () => {
    expect(prepare({ email: 'Email', title: 'Title' }, field('Email'))).toEqual([
      mapping('email', 'Email'),
    ]);
  });

  it.each([
    { why: 'both ways', given: field('Title'), direction: 'readWrite' },
    {
      why: 'to be read where it may not be written',
      given: field('Title', { creatable: false, updatable: false }),
      direction: 'read',
    },
  ])('maps a field $why (R-MAP-2)', ({ given, direction }) => {
    expect(prepare({ title: 'Title' }, given)).toMatchObject([{ direction }]);
  });

  it('maps a product-specific field to be written only (R-MAP-2)', () => {
    const names = { metadata: 'Unify_Id__c', updatedAt: 'Unify_Updated__c' };
    const locked = field('Unify_Updated__c', {
      type: 'instant',
      creatable: false,
      updatable: false,
    });
    expect(prepare(names, field('Unify_Id__c'), locked)).toEqual([
      mapping('metadata', 'Unify_Id__c', { direction: 'write' }),
    ]);
  });

  it('follows a country to its code where the org has one (R-MAP-5)', () => {
    const names = { country: 'MailingCountry' };
    expect(prepare(names, country, countryCode)).toMatchObject([
      { crmField: 'MailingCountryCode', direction: 'readWrite' },
    ]);
    expect(prepare(names, field('MailingCountry'))).toMatchObject([{ crmField: 'MailingCountry' }]);
  });

  it('prepares nothing that could not be saved (R-MAP-3)', () => {
    const names = {
      title: 'Title',
      doNotCall: 'DoNotCall',
      initialPlay: 'Name',
      nonsense: 'Name',
      constructor: 'Name',
    };
    const many = field('Title', { type: 'unsupported', remoteType: 'multipicklist' });
    expect(prepare(names, many, field('DoNotCall'), field('Name'))).toEqual([]);
  });
});

describe('checkMappings', () => {
  const fields = [
    field('Email', { remoteType: 'email' }),
    field('LastName', { required: true }),
    field('Title', { maxLength: 10 }),
    field('Rating', { type: 'choice', choices: ['Hot', 'Cold'], restricted: true }),
    field('Score', { type: 'number', remoteType: 'double' }),
    field('Locked', { creatable: false, updatable: false }),
    field('Interests', { type: 'unsupported', remoteType: 'multipicklist' }),
    field('AccountId', { type: 'reference', remoteType: 'reference', required: true }),
    field('Unify_Id__c', { required: true }),
    field('Unify_Play__c'),
    country,
    countryCode,
  ];
  const lastName = mapping('lastName', 'LastName');

  const check = (...mappings: FieldMapping[]) =>
    checkMappings({
      mappings: [lastName, ...mappings],
      descriptions: { Contact: description(...fields) },
      remotes: {
        Contact: remote(),
        Lead: remote(),
        Account: remote({ represents: 'company', company: null }),
      },
      brandPrefix: 'Unify',
    });

  it('finds nothing wrong with mappings that fit (R-MAP-3)', () => {
    expect(
      check(
        mapping('email', 'Email'),
        mapping('title', 'Title', { defaultValue: 'CTO' }),
        mapping('leadSource', 'Rating'),
        mapping('status', 'Locked', { direction: 'read' }),
        mapping('country', 'MailingCountryCode'),
        mapping('mostRecentPlay', 'Unify_Play__c', { direction: 'write' }),
        mapping('title', 'Score', { direction: 'read' }),
        mapping(null, 'Score', { defaultValue: 5, direction: 'write' }),
      ),
    ).toEqual([]);
  });

  it.each([
    {
      given: mapping('title', 'Tittle'),
      code: 'unknown-field',
      says: ['Tittle', 'Did you mean Title?'],
    },
    { given: mapping('title', '__proto__'), code: 'unknown-field', says: ['__proto__'] },
    {
      given: mapping('title', 'Title', { crmObject: 'Kontakt' }),
      code: 'unknown-object',
      says: ['Kontakt', 'Contact, Lead'],
    },
    {
      given: mapping('title', 'Title', { crmObject: 'constructor' }),
      code: 'unknown-object',
      says: ['constructor'],
    },
    {
      given: mapping('title', 'Title', { crmObject: 'Account' }),
      code: 'unknown-object',
      says: ['Account holds no person'],
    },
    {
      given: mapping('titel', 'Title'),
      code: 'unknown-platform-field',
      says: ['titel', 'Did you mean title?'],
    },
    {
      given: mapping('doNotCall', 'Title'),
      code: 'type-mismatch',
      says: ['Do Not Call', 'boolean', 'Title'],
    },
    {
      given: mapping('title', 'Score', { direction: 'write' }),
      code: 'type-mismatch',
      says: ['written', 'Score', 'double'],
    },
    {
      given: mapping('doNotCall', 'Score', { direction: 'read' }),
      code: 'type-mismatch',
      says: ['read', 'Score'],
    },
    { given: mapping('title', 'Locked'), code: 'not-writable', says: ['Locked', 'read'] },
    {
      given: mapping(null, 'Locked', { defaultValue: 'x' }),
      code: 'not-writable',
      says: ['Locked'],
    },
    {
      given: mapping('title', 'Title', { defaultValue: 'Chief Executive' }),
      code: 'invalid-default',
      says: ['Title', '10 characters'],
    },
    {
      given: mapping(null, 'Rating', { defaultValue: 'Warm', direction: 'write' }),
      code: 'invalid-default',
      says: ['Rating', 'Hot, Cold'],
    },
  ])(
    'refuses $code: $given.platformField to $given.crmField (R-MAP-3)',
    ({ given, code, says }) => {
      const [finding, ...others] = check(given);
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ code, severity: 'error', crmField: given.crmField });
      for (const words of says) expect(`${finding?.message} ${finding?.remedy}`).toContain(words);
    },
  );

  it.each(['read', 'write', 'readWrite'] as const)(
    'refuses a multi-select picklist to %s (R-MAP-4)',
    (direction) => {
      const [finding] = check(mapping('title', 'Interests', { direction }));
      expect(finding).toMatchObject({ code: 'unsupported-type', severity: 'error' });
      expect(finding?.message).toContain('Interests is a multipicklist');
      expect(finding?.message).toContain('would make every write fail');
    },
  );

  it('refuses a country that has a code, and names the code (R-MAP-5)', () => {
    expect(check(mapping('country', 'MailingCountry'))).toMatchObject([
      { code: 'map-instead', severity: 'error', remedy: 'Map MailingCountryCode instead.' },
    ]);
  });

  it('warns of a required field that nothing supplies (R-MAP-6)', () => {
    const requiring = (...mappings: FieldMapping[]) =>
      checkMappings({
        mappings,
        descriptions: { Contact: description(...fields) },
        remotes: { Contact: remote() },
        brandPrefix: 'Unify',
      });
    const warning = { code: 'required-not-mapped', severity: 'warning', crmField: 'LastName' };
    expect(requiring(mapping('title', 'Title'))).toMatchObject([warning]);
    expect(requiring(mapping('lastName', 'LastName', { direction: 'read' }))).toMatchObject([
      warning,
    ]);
    expect(requiring(lastName)).toEqual([]);
    expect(
      requiring(mapping(null, 'LastName', { direction: 'write', defaultValue: 'Unknown' })),
    ).toEqual([]);
  });

  it('does not warn where records are never created (R-MAP-6)', () => {
    const { allows } = description();
    const findings = checkMappings({
      mappings: [mapping('title', 'Title')],
      descriptions: { Contact: { allows: { ...allows, create: false }, fields } },
      remotes: { Contact: remote() },
      brandPrefix: 'Unify',
    });
    expect(findings).toEqual([]);
  });

  it('asks before a standard field may be overwritten (R-MAP-8)', () => {
    const given = mapping('mostRecentPlay', 'Title', { direction: 'write' });
    const [finding] = check(given);
    expect(finding).toMatchObject({ code: 'needs-confirmation', severity: 'error' });
    expect(finding?.message).toContain('Unify Most Recent Play');
    expect(check({ ...given, confirmed: true })).toEqual([]);
  });

  it('refuses two platform fields that write one CRM field (R-MAP-3)', () => {
    expect(check(mapping('title', 'Title'), mapping('status', 'Title'))).toMatchObject([
      { code: 'mapped-twice', platformField: 'status', crmField: 'Title', severity: 'error' },
    ]);
    const readOnly = mapping('status', 'Title', { direction: 'read' });
    expect(check(mapping('title', 'Title'), readOnly)).toEqual([]);
  });

  it('answers at once for names of 100 kB', () => {
    const long = 'x'.repeat(100_000);
    expect(check(mapping(long, 'Title'))).toMatchObject([{ code: 'unknown-platform-field' }]);
    expect(check(mapping('title', long))).toMatchObject([{ code: 'unknown-field' }]);
  }, 1000);
});
