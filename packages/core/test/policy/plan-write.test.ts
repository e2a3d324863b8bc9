import { describe, expect, it } from 'vitest';
import { toRemoteId } from '../../src/contract/index.ts';
import { planWrite, type WriteFacts } from '../../src/policy/index.ts';
import {
  contact,
  contactDescription,
  crmRecord,
  description,
  field,
  mapping,
  now,
  person,
  writeFacts,
} from './given.ts';

const verdictOf = (facts: WriteFacts, crmField: string) =>
  planWrite(facts).verdicts.find((one) => one.crmField === crmField)?.verdict;

const written = (facts: WriteFacts) => {
  const plan = planWrite(facts);
  return plan.kind === 'skip' ? {} : plan.fields;
};

/** What our own fields hold after an earlier write. */
const stamped = {
  Unify_Id__c: 'person-1',
  Unify_Updated__c: '2026-03-01T10:00:00.000+0000',
  Unify_First__c: '2026-03-01T10:00:00.000+0000',
};

const full = person({
  firstName: 'Jo',
  lastName: 'Doe',
  title: 'CTO',
  street: '1 Main St',
  postalCode: '10001',
  country: 'US',
  doNotCall: true,
  mostRecentPlay: 'Spring',
});

describe('planWrite: a create', () => {
  it('fills every field mapped for writing (R-OVERWRITE-1)', () => {
    expect(planWrite(writeFacts({ record: full }))).toMatchObject({
      kind: 'create',
      fields: {
        Email: 'jo@acme.com',
        FirstName: 'Jo',
        LastName: 'Doe',
        Title: 'CTO',
        MailingStreet: '1 Main St',
        MailingPostalCode: '10001',
        MailingCountry: 'United States',
        DoNotCall: true,
        Unify_Id__c: 'person-1',
        Unify_Created__c: now,
        Unify_Updated__c: now,
        Unify_First__c: now,
        Unify_Play__c: 'Spring',
      },
    });
  });

  it('takes the platform value, then the action, then the mapping (R-OVERWRITE-1)', () => {
    const mappings = [
      mapping('title', 'Title', { defaultValue: 'mapping' }),
      mapping('firstName', 'FirstName', { defaultValue: 'mapping' }),
      mapping('lastName', 'LastName', { defaultValue: 'mapping' }),
      mapping(null, 'MailingStreet', { defaultValue: 'mapping', direction: 'write' }),
    ];
    const record = person({ title: 'platform', firstName: ' ' });
    const defaults = { Title: 'action', FirstName: 'action' };
    const facts = writeFacts({ record, mappings, defaults, uniqueKeyField: null });
    expect(written(facts)).toEqual({
      Title: 'platform',
      FirstName: 'action',
      LastName: 'mapping',
      MailingStreet: 'mapping',
    });
    expect(verdictOf(facts, 'LastName')).toBe('default');
  });

  it('writes an action default of a field that is not mapped (R-OVERWRITE-1)', () => {
    const facts = writeFacts({ mappings: [], defaults: { Title: 'CTO' } });
    expect(written(facts)).toEqual({ Title: 'CTO', Unify_Id__c: 'person-1' });
  });

  it('never writes an empty platform value (R-OVERWRITE-5)', () => {
    const record = person({ firstName: '', lastName: '  ', title: null });
    const facts = writeFacts({ record });
    expect(Object.values(written(facts))).not.toContain(null);
    expect(verdictOf(facts, 'FirstName')).toBe('empty');
  });

  it('does not write what is mapped to be read only (R-MAP-1)', () => {
    const mappings = [mapping('title', 'Title', { direction: 'read' })];
    const facts = writeFacts({ record: full, mappings });
    expect(written(facts)).toEqual({ Unify_Id__c: 'person-1' });
  });

  it('carries the unique key whatever is mapped to it (R-DUP-1)', () => {
    const mappings = [mapping('title', 'Unify_Id__c')];
    expect(written(writeFacts({ record: full, mappings }))).toEqual({ Unify_Id__c: 'person-1' });
  });

  it('names the company the person belongs to (R-PERSON-4)', () => {
    const company = { field: 'AccountId', crmId: toRemoteId('001A') };
    expect(written(writeFacts({ company }))).toMatchObject({ AccountId: '001A' });
    expect(verdictOf(writeFacts({ company: { ...company, crmId: null } }), 'AccountId')).toBe(
      'empty',
    );
  });

  it.each([
    [
      'writes a state of its country',
      'US',
      'TX',
      { MailingStateCode: 'TX', MailingStreet: 'Rue 1' },
    ],
    ['leaves out an address whose state is in another country', 'FR', 'TX', {}],
    ['leaves out an address with a state and no country', '', 'TX', {}],
    ['writes a country without states', 'FR', '', { MailingStreet: 'Rue 1' }],
  ])('%s (R-MAP-5, R-OVERWRITE-5)', (_, country, state, expected) => {
    const dependsOn = { field: 'MailingCountryCode', admits: { US: ['TX'] } };
    const code = field('MailingCountryCode', { type: 'choice', choices: ['US', 'FR'] });
    const stateCode = field('MailingStateCode', { type: 'choice', choices: ['TX'], dependsOn });
    const facts = writeFacts({
      record: person({ street: 'Rue 1', state, country }, { object: 'company' }),
      mappings: [
        mapping('street', 'MailingStreet'),
        mapping('state', stateCode.name),
        mapping('country', code.name),
      ],
      units: [['MailingStreet', code.name, stateCode.name]],
      description: description(...contactDescription.fields, code, stateCode),
      current: null,
    });
    const { MailingStreet, MailingStateCode } = written(facts);
    const address = { MailingStreet, MailingStateCode };
    expect(JSON.parse(JSON.stringify(address))).toEqual(expected);
  });

  it('leaves out what our user may not write (R-OVERWRITE-6)', () => {
    const fields = contactDescription.fields.map((one) =>
      one.name === 'Title' ? { ...one, creatable: false, updatable: true } : one,
    );
    const facts = writeFacts({ record: full, description: description(...fields) });
    expect(written(facts)).not.toHaveProperty('Title');
    expect(verdictOf(facts, 'Title')).toBe('not-writable');
  });

  it('goes on without a required field: the refusal is the outcome (R-ERR-3)', () => {
    const plan = planWrite(writeFacts({ record: person() }));
    expect(plan.kind).toBe('create');
    expect(plan.verdicts).toContainEqual({
      crmField: 'LastName',
      platformField: 'lastName',
      verdict: 'empty',
    });
  });

  it('leaves out a value the CRM would refuse, never cut short (R-ERR-3)', () => {
    const facts = writeFacts({ record: person({ firstName: 'x'.repeat(41), title: 'CTO' }) });
    expect(written(facts)).toMatchObject({ Title: 'CTO' });
    expect(verdictOf(facts, 'FirstName')).toBe('not-convertible');
  });

  it('leaves out an address of which a part does not fit (R-OVERWRITE-5)', () => {
    const record = person({ street: '1 Main St', postalCode: 'x'.repeat(21), country: 'US' });
    const facts = writeFacts({ record });
    expect(written(facts)).not.toHaveProperty('MailingStreet');
    expect(verdictOf(facts, 'MailingStreet')).toBe('not-convertible');
  });
});

describe('planWrite: an update', () => {
  it('fills empty fields, guarded (R-OVERWRITE-2)', () => {
    const current = contact({ ...stamped, LastName: 'Doe' });
    expect(planWrite(writeFacts({ record: full, current }))).toMatchObject({
      kind: 'update',
      id: '003A',
      guarded: true,
      fields: { FirstName: 'Jo', Title: 'CTO', Unify_Updated__c: now },
      before: { FirstName: null, Title: null, Unify_Updated__c: stamped.Unify_Updated__c },
    });
  });

  it('leaves a filled field alone (R-OVERWRITE-2)', () => {
    const facts = writeFacts({ record: full, current: contact({ ...stamped, Title: 'CEO' }) });
    expect(written(facts)).not.toHaveProperty('Title');
    expect(verdictOf(facts, 'Title')).toBe('kept');
  });

  it('says when the CRM holds the value already (R-OVERWRITE-2)', () => {
    const current = contact({ ...stamped, Title: ' CTO ' });
    expect(verdictOf(writeFacts({ record: full, current }), 'Title')).toBe('same');
  });

  it('takes an unchecked box for a value (R-OVERWRITE-5)', () => {
    const facts = writeFacts({ record: full, current: contact(stamped) });
    expect(verdictOf(facts, 'DoNotCall')).toBe('kept');
  });

  it('fills a field that holds only white space (R-OVERWRITE-5)', () => {
    const facts = writeFacts({ record: full, current: contact({ ...stamped, Title: ' ' }) });
    expect(verdictOf(facts, 'Title')).toBe('fill');
  });

  it('does not take a field we may not read for empty (R-OVERWRITE-5)', () => {
    const { Title: _, ...fields } = contact(stamped).fields;
    expect(verdictOf(writeFacts({ record: full, current: crmRecord(fields) }), 'Title')).toBe(
      'not-readable',
    );
    const hidden = description(...contactDescription.fields.filter(({ name }) => name !== 'Title'));
    const facts = writeFacts({ record: full, current: contact(stamped), description: hidden });
    expect(verdictOf(facts, 'Title')).toBe('not-readable');
    expect(written(facts)).not.toHaveProperty('Title');
  });

  it('lets a default fill only an empty field (R-OVERWRITE-2)', () => {
    const defaults = { Title: 'CTO', FirstName: 'Jo' };
    const current = contact({ ...stamped, Title: 'CEO' });
    const facts = writeFacts({ record: person(), current, defaults });
    expect(verdictOf(facts, 'Title')).toBe('kept');
    expect(verdictOf(facts, 'FirstName')).toBe('default');
    expect(planWrite(facts)).toMatchObject({ guarded: true });
  });

  it('fills an address when all its parts are empty (R-OVERWRITE-5)', () => {
    expect(written(writeFacts({ record: full, current: contact(stamped) }))).toMatchObject({
      MailingStreet: '1 Main St',
      MailingPostalCode: '10001',
      MailingCountry: 'United States',
    });
  });

  it('leaves an address alone when one part is filled (R-OVERWRITE-5)', () => {
    const facts = writeFacts({
      record: full,
      current: contact({ ...stamped, MailingCountry: 'France' }),
    });
    expect(written(facts)).not.toHaveProperty('MailingStreet');
    expect(verdictOf(facts, 'MailingStreet')).toBe('unit-kept');
    expect(verdictOf(facts, 'MailingCountry')).toBe('kept');
  });

  it('keeps an address when a part that is not mapped is filled (R-OVERWRITE-5)', () => {
    const { fields } = contact(stamped);
    const current = crmRecord({ ...fields, MailingCity: 'Paris' });
    const units = [['MailingStreet', 'MailingCity', 'MailingPostalCode', 'MailingCountry']];
    const city = description(...contactDescription.fields, field('MailingCity'));
    const facts = writeFacts({ record: full, current, units, description: city });
    expect(verdictOf(facts, 'MailingStreet')).toBe('unit-kept');
    const empty = crmRecord({ ...fields, MailingCity: ' ' });
    expect(verdictOf({ ...facts, current: empty }, 'MailingStreet')).toBe('fill');
  });

  it('takes an unreadable part of an address for filled (R-OVERWRITE-5)', () => {
    const units = [['MailingStreet', 'MailingCity', 'MailingPostalCode', 'MailingCountry']];
    const facts = writeFacts({ record: full, current: contact(stamped), units });
    expect(verdictOf(facts, 'MailingStreet')).toBe('unit-kept');
  });

  it('takes a part hidden since the last read for filled (R-OVERWRITE-5)', () => {
    const fields = contactDescription.fields.filter(({ name }) => name !== 'MailingPostalCode');
    const facts = writeFacts({
      record: full,
      current: contact(stamped),
      description: description(...fields),
    });
    expect(verdictOf(facts, 'MailingStreet')).toBe('unit-kept');
  });

  it('counts a country code as part of its address (R-OVERWRITE-5, R-MAP-5)', () => {
    const code = field('MailingCountryCode', { type: 'choice', choices: ['US', 'FR'] });
    const fields = contactDescription.fields.map((one) =>
      one.name === 'MailingCountry' ? { ...one, mapInstead: code.name } : one,
    );
    const mappings = [mapping('street', 'MailingStreet'), mapping('country', code.name)];
    const facts = (held: string | null) =>
      writeFacts({
        record: full,
        mappings,
        description: description(...fields, code),
        current: contact({ ...stamped, MailingCountryCode: held }),
      });
    expect(written(facts(null))).toMatchObject({ MailingCountryCode: 'US' });
    expect(verdictOf(facts('FR'), 'MailingStreet')).toBe('unit-kept');
    const filledStreet = { ...facts(null), current: contact({ ...stamped, MailingStreet: 'x' }) };
    expect(verdictOf(filledStreet, code.name)).not.toBe('fill');
  });

  it('leaves out what our user may not write (R-OVERWRITE-6)', () => {
    const fields = contactDescription.fields.map((one) =>
      one.name === 'Title' ? { ...one, updatable: false } : one,
    );
    const facts = writeFacts({
      record: full,
      current: contact(stamped),
      description: description(...fields),
    });
    expect(verdictOf(facts, 'Title')).toBe('not-writable');
    expect(written(facts)).toHaveProperty('FirstName');
  });

  it('fills the lookup to the company only while it is empty (R-OVERWRITE-2)', () => {
    const company = { field: 'AccountId', crmId: toRemoteId('001A') };
    const record = person();
    const empty = planWrite(writeFacts({ record, company, current: contact(stamped) }));
    expect(empty).toMatchObject({ guarded: true, fields: { AccountId: '001A' } });
    const filled = contact({ ...stamped, AccountId: '001B' });
    expect(verdictOf(writeFacts({ record, company, current: filled }), 'AccountId')).toBe('kept');
  });
});

describe('planWrite: our own fields', () => {
  const known = {
    Email: 'jo@acme.com',
    FirstName: 'Jo',
    LastName: 'Doe',
    Title: 'CTO',
    MailingStreet: 'x',
    Unify_Play__c: 'Spring',
  };

  it('keeps a managed field up to date, unguarded (R-OVERWRITE-3)', () => {
    const current = contact({ ...known, ...stamped, Unify_Play__c: 'Winter' });
    expect(planWrite(writeFacts({ record: full, current }))).toMatchObject({
      kind: 'update',
      guarded: false,
      fields: { Unify_Play__c: 'Spring', Unify_Updated__c: now },
      before: { Unify_Play__c: 'Winter' },
    });
  });

  it('never clears a managed field (R-OVERWRITE-5)', () => {
    const record = person({ ...full.fields, mostRecentPlay: '' });
    const current = contact({ ...known, ...stamped });
    expect(planWrite(writeFacts({ record, current }))).toMatchObject({
      kind: 'skip',
      reason: 'nothing-to-write',
    });
  });

  it('does not write its latest stamp alone (R-OVERWRITE-3)', () => {
    const current = contact({ ...known, ...stamped });
    const facts = writeFacts({ record: full, current });
    expect(planWrite(facts).kind).toBe('skip');
    expect(verdictOf(facts, 'Unify_Updated__c')).toBe('kept');
  });

  it('writes once what is to stay as first written (R-OVERWRITE-3)', () => {
    const current = contact({ ...known, ...stamped, Unify_First__c: null });
    expect(written(writeFacts({ record: full, current }))).toEqual({
      Unify_First__c: now,
      Unify_Updated__c: now,
    });
    const facts = writeFacts({ record: full, current: contact({ ...known, ...stamped }) });
    expect(verdictOf(facts, 'Unify_First__c')).toBe('kept');
  });

  it('says when we created only what we created (R-OVERWRITE-3)', () => {
    const facts = writeFacts({ record: full, current: contact() });
    expect(written(facts)).not.toHaveProperty('Unify_Created__c');
  });

  it('replaces a unique key that is not ours (R-DUP-1)', () => {
    const current = contact({ ...known, ...stamped, Unify_Id__c: 'old' });
    expect(written(writeFacts({ record: full, current }))).toMatchObject({
      Unify_Id__c: 'person-1',
    });
  });

  it('leaves the unique key where another record has it (R-DUP-5)', () => {
    const current = contact({ ...known, ...stamped, Unify_Id__c: null });
    const facts = writeFacts({ record: full, current, uniqueKeyTaken: true });
    expect(planWrite(facts).kind).toBe('skip');
    expect(verdictOf(facts, 'Unify_Id__c')).toBe('kept');
  });

  it('only fills a standard field until a person agrees (R-MAP-8)', () => {
    const record = person({ mostRecentPlay: 'Spring' });
    const current = contact({ ...stamped, Title: 'CEO' });
    const held = (confirmed: boolean) =>
      writeFacts({
        record,
        current,
        mappings: [mapping('mostRecentPlay', 'Title', { confirmed })],
      });
    expect(verdictOf(held(false), 'Title')).toBe('kept');
    expect(verdictOf(held(true), 'Title')).toBe('managed');
  });
});
