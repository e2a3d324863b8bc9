import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/contract/index.ts';
import { planWrite, type WriteFacts } from '../../src/policy/index.ts';
import {
  contact,
  contactDescription,
  contactMappings,
  crmRecord,
  description,
  field,
  mapping,
  person,
  writeFacts,
} from './given.ts';

const written = (facts: WriteFacts) => {
  const plan = planWrite(facts);
  return plan.kind === 'skip' ? {} : plan.fields;
};

describe('planWrite: always', () => {
  const texts = fc.constantFrom(null, '', ' ', 'Jo', 'Doe', 'x'.repeat(200), 'US', '__proto__');
  const platformFields = fc.record({
    firstName: texts,
    lastName: texts,
    title: texts,
    street: texts,
    postalCode: texts,
    country: fc.constantFrom(null, 'US', 'DE', 'nowhere'),
    doNotCall: fc.constantFrom(null, true, false),
    mostRecentPlay: texts,
  });
  const crmFields = fc.record(
    {
      FirstName: texts,
      LastName: texts,
      Title: texts,
      MailingStreet: texts,
      MailingPostalCode: texts,
      MailingCountry: texts,
      Unify_Id__c: fc.constantFrom(null, 'person-1', 'other'),
      Unify_Updated__c: fc.constantFrom(null, '2026-03-01T10:00:00.000+0000'),
      Unify_First__c: fc.constantFrom(null, '2026-03-01T10:00:00.000+0000'),
      Unify_Play__c: texts,
    },
    { requiredKeys: [] },
  );
  const situations = fc.record({
    fields: platformFields,
    held: crmFields,
    hidden: fc.subarray(contactDescription.fields.map(({ name }) => name)),
    uniqueKeyTaken: fc.boolean(),
    defaults: fc.dictionary(fc.constantFrom('Title', 'FirstName', 'AccountId'), texts),
  });
  type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;

  const factsOf = ({ fields, held, hidden, uniqueKeyTaken, defaults }: Situation): WriteFacts => {
    const all = contact(held).fields;
    const seen = Object.entries(all).filter(([name]) => !hidden.includes(name));
    return writeFacts({
      record: person(fields),
      current: crmRecord(Object.fromEntries(seen)),
      uniqueKeyTaken,
      defaults,
    });
  };

  it('plans nothing the second time (R-DUP-2)', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const facts = factsOf(situation);
        const plan = planWrite(facts);
        if (plan.kind !== 'update' || facts.current === null) return;
        const current = { ...facts.current, fields: { ...facts.current.fields, ...plan.fields } };
        const later = toInstant('2026-03-25T10:00:00.000Z');
        expect(planWrite({ ...facts, current, now: later }).kind).toBe('skip');
      }),
      { numRuns: 500 },
    );
  });

  it('never names a filled field that is not ours (R-OVERWRITE-2)', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const facts = factsOf(situation);
        const plan = planWrite(facts);
        if (plan.kind !== 'update') return;
        for (const name of Object.keys(plan.fields)) {
          const value = facts.current?.fields[name];
          const isBlank = value === null || String(value).trim() === '';
          expect(isBlank || name.endsWith('__c')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never writes an empty value (R-OVERWRITE-5)', () => {
    fc.assert(
      fc.property(situations, fc.boolean(), (situation, creates) => {
        const facts = factsOf(situation);
        const plan = planWrite(creates ? { ...facts, current: null } : facts);
        if (plan.kind === 'skip') return;
        for (const value of Object.values(plan.fields)) {
          expect(String(value ?? '').trim()).not.toBe('');
        }
      }),
    );
  });

  it('fills an address as a whole or not at all (R-OVERWRITE-5)', () => {
    const parts = ['MailingStreet', 'MailingPostalCode', 'MailingCountry'];
    fc.assert(
      fc.property(situations, (situation) => {
        const facts = factsOf(situation);
        const fields = written(facts);
        if (!parts.some((part) => part in fields)) return;
        for (const part of parts) {
          expect(String(facts.current?.fields[part] ?? '').trim()).toBe('');
          expect(facts.current?.fields).toHaveProperty(part);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has one verdict for every mapped field (R-OVERWRITE-6)', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { verdicts } = planWrite(factsOf({ ...situation, defaults: {} }));
        expect(verdicts.map(({ crmField }) => crmField).toSorted()).toEqual(
          contactMappings.map(({ crmField }) => crmField).toSorted(),
        );
      }),
    );
  });

  it('takes no harm from field names of every object', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const mappings = names.flatMap((name) => [mapping('title', name), mapping(name, 'Title')]);
    const facts = writeFacts({
      record: person({ title: 'CTO' }),
      mappings,
      description: description(...names.map((name) => field(name)), field('Title')),
      defaults: JSON.parse('{"__proto__": "CTO"}'),
    });
    const created = written(facts);
    expect(Object.keys(created).toSorted()).toEqual(names.toSorted());
    expect(Object.getPrototypeOf(created)).toBe(Object.prototype);
    expect(planWrite({ ...facts, current: crmRecord({}) }).kind).toBe('skip');
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});
