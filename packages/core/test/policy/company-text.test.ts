import { describe, expect, it } from 'vitest';
import { companyTextOf, planWrite, type WriteFacts } from '../../src/policy/index.ts';
import { crmRecord, description, field, mapping, person, remote, writeFacts } from './given.ts';

const lead = remote({ company: null, companyText: { name: 'Company', domain: 'Website' } });

const company = (fields: Record<string, string> = {}) => ({
  ...person(),
  id: 'company-1',
  object: 'company' as const,
  key: 'acme.com',
  keys: ['acme.com'],
  fields: { domain: 'acme.com', ...fields },
});

const facts = (other: Partial<WriteFacts> = {}): WriteFacts =>
  writeFacts({
    mappings: [
      mapping('email', 'Email', { crmObject: 'Lead' }),
      mapping(null, 'Company', {
        crmObject: 'Lead',
        direction: 'write',
        defaultValue: 'Unknown',
      }),
    ],
    description: description(field('Email'), field('Company'), field('Website')),
    units: [],
    uniqueKeyField: null,
    given: companyTextOf(lead, company({ name: 'Acme' })),
    ...other,
  });

describe('companyTextOf', () => {
  it('names a company and its site (R-PERSON-5)', () => {
    expect(companyTextOf(lead, company({ name: 'Acme' }))).toEqual({
      Company: 'Acme',
      Website: 'acme.com',
    });
  });

  it('calls a company without a name by its domain (R-PERSON-5)', () => {
    const text = { Company: 'acme.com', Website: 'acme.com' };
    expect(companyTextOf(lead, company())).toEqual(text);
    expect(companyTextOf(lead, company({ name: ' ' }))).toEqual(text);
  });

  it('says nothing without a company, or of a contact (R-PERSON-5)', () => {
    expect(companyTextOf(lead, null)).toEqual({});
    expect(companyTextOf(remote(), company())).toEqual({});
  });
});

describe('planWrite: the company of a lead', () => {
  it('is written with it, before the default (R-OVERWRITE-1)', () => {
    expect(planWrite(facts())).toMatchObject({
      kind: 'create',
      fields: { Email: 'jo@acme.com', Company: 'Acme', Website: 'acme.com' },
    });
  });

  it('is the default where the person has no company (R-MAP-6)', () => {
    expect(planWrite(facts({ given: {} }))).toMatchObject({ fields: { Company: 'Unknown' } });
  });

  it('only fills what is empty (R-OVERWRITE-2)', () => {
    const current = crmRecord({ Email: 'jo@acme.com', Company: 'ACME Inc.', Website: null });
    expect(planWrite(facts({ current }))).toMatchObject({
      kind: 'update',
      fields: { Website: 'acme.com' },
      guarded: true,
      verdicts: expect.arrayContaining([
        { crmField: 'Company', platformField: null, verdict: 'kept' },
      ]),
    });
  });

  it('is left out where it may not be written (R-OVERWRITE-6)', () => {
    const locked = { creatable: false, updatable: false };
    const locking = description(field('Email'), field('Company'), field('Website', locked));
    const plan = planWrite(facts({ description: locking }));
    expect(plan).not.toHaveProperty('fields.Website');
    expect(plan).toMatchObject({
      verdicts: expect.arrayContaining([
        { crmField: 'Website', platformField: null, verdict: 'not-writable' },
      ]),
    });
  });
});
