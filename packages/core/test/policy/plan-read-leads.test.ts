import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fields, toRemoteId } from '../../src/contract/index.ts';
import type { MirrorRow, PlatformRecord } from '../../src/platform/index.ts';
import { companyDomains, type PageFacts, planRead } from '../../src/policy/index.ts';
import { link, mapping, now, person, readContext, row } from './given.ts';
import { leadPage } from './given-activity.ts';

const lead = (id: string, fields: Fields = {}, other: Partial<MirrorRow> = {}): MirrorRow =>
  row(
    id,
    { Email: 'jo@acme.com', Company: 'Acme', Website: 'https://www.acme.com/', ...fields },
    { crmObject: 'Lead', ...other },
  );

const source = (crmId: string, crmObject = 'Lead') => ({
  connectionId: 'sf',
  crmObject,
  crmId: toRemoteId(crmId),
});

const company = (fields: PlatformRecord['fields'], other: Partial<PlatformRecord> = {}) =>
  person(
    {},
    {
      id: 'company-1',
      object: 'company',
      key: 'acme.com',
      keys: ['acme.com'],
      fields: { domain: 'acme.com', ...fields },
      ...other,
    },
  );

const read = (other: Partial<PageFacts>) => planRead(leadPage(other));

describe('planRead: the company that a lead speaks of', () => {
  it('becomes a company by its website, before its person (R-COMPANY-1)', () => {
    const { platform } = read({ rows: [lead('00QA')] });
    expect(platform).toMatchObject([
      {
        object: 'company',
        key: 'acme.com',
        fields: { domain: 'acme.com', name: 'Acme' },
        sources: { name: source('00QA') },
        version: 1,
        updatedAt: now,
      },
      { object: 'person', key: 'jo@acme.com', version: 1 },
    ]);
    expect(platform[1]?.companyId).toBe(platform[0]?.id);
  });

  it('is one company for many leads, named by the first (R-DUP-6)', () => {
    const rows = [lead('00QA'), lead('00QB', { Email: 'al@acme.com', Company: 'ACME Inc.' })];
    const companies = read({ rows }).platform.filter(({ object }) => object === 'company');
    expect(companies).toMatchObject([{ fields: { name: 'Acme' } }]);
  });

  it('is the company that the platform has already (R-DUP-6)', () => {
    const { platform } = read({
      rows: [lead('00QA')],
      context: readContext({ companies: [company({})] }),
    });
    expect(platform).toMatchObject([
      { id: 'company-1', version: 2, fields: { name: 'Acme' } },
      { object: 'person', companyId: 'company-1' },
    ]);
  });

  it('is the one that its domain leads to (R-COMPANY-2)', () => {
    const text = {
      name: 'Company',
      domain: 'Website',
      redirects: new Map([['old-acme.com', 'acme.com']]),
    };
    const { platform } = read({
      rows: [lead('00QA', { Website: 'old-acme.com' }), lead('00QB', { Email: 'al@acme.com' })],
      companyText: text,
    });
    expect(platform.filter(({ object }) => object === 'company')).toMatchObject([
      { key: 'acme.com' },
    ]);
  });

  it('keeps a name that did not come from this lead (R-COMPANY-1)', () => {
    const others = [
      company({ name: 'ACME' }),
      company({ name: 'ACME' }, { sources: { name: source('00QB') } }),
      company({ name: 'ACME' }, { sources: { name: source('001A', 'Account') } }),
    ];
    for (const one of others) {
      const { platform } = read({
        rows: [lead('00QA')],
        context: readContext({ companies: [one] }),
      });
      expect(platform).toMatchObject([{ object: 'person', companyId: 'company-1' }]);
    }
  });

  it('follows the lead that it was named by (R-PERSON-7)', () => {
    const named = company({ name: 'Acme' }, { sources: { name: source('00QA') } });
    const after = (text: string | null) =>
      read({
        rows: [lead('00QA', { Company: text })],
        context: readContext({ companies: [named] }),
      }).platform.find(({ id }) => id === 'company-1')?.fields;
    expect(after('Acme Ltd')).toEqual({ domain: 'acme.com', name: 'Acme Ltd' });
    expect(after(null)).toEqual({ domain: 'acme.com' });
    expect(after('Acme')).toBeUndefined();
  });

  it('is not changed where an account speaks for it (R-COMPANY-1)', () => {
    const named = company({}, { sources: { name: source('00QA') } });
    const links = [link('company-1', '001A', { crmObject: 'Account' })];
    const { platform } = read({
      rows: [lead('00QA')],
      context: readContext({ companies: [named], links }),
    });
    expect(platform).toMatchObject([{ object: 'person', companyId: 'company-1' }]);
  });

  it('is not named by its own domain read back (R-DUP-2)', () => {
    const { platform } = read({
      rows: [lead('00QA', { Company: 'Acme.com' })],
      context: readContext({ companies: [company({})] }),
    });
    expect(platform).toMatchObject([{ object: 'person' }]);
  });

  it.each([null, '', 'n/a', 'localhost'])(
    'is unknown by the website %j (R-COMPANY-1)',
    (Website) => {
      const known = person({}, { companyId: 'company-9' });
      const { platform } = read({
        rows: [lead('00QA', { Website }), lead('00QB', { Website, Email: 'al@acme.com' })],
        context: readContext({
          platform: [known],
          links: [link('person-1', '00QA', { crmObject: 'Lead' })],
        }),
      });
      expect(platform).toMatchObject([{ key: 'al@acme.com', companyId: null }]);
    },
  );

  it('is not heard while a contact speaks for the person (R-PERSON-5)', () => {
    const contact = row('003A', { Email: 'jo@acme.com' });
    const known = person({}, { companyId: 'company-9' });
    const { platform } = read({
      rows: [lead('00QA')],
      context: readContext({
        rivals: [contact],
        platform: [known],
        links: [link('person-1', '003A')],
      }),
    });
    expect(platform).toEqual([]);
  });

  it('is heard only where the page asked for it (R-DUP-6)', () => {
    const newer = lead('00QA', { Website: 'other.com' }, { modifiedAt: now });
    const { platform } = read({ rows: [lead('00QA')], context: readContext({ known: [newer] }) });
    expect(platform.filter(({ object }) => object === 'company')).toEqual([]);
  });

  it('asks for each domain of the page once (R-COMPANY-1)', () => {
    const rows = [
      lead('00QA'),
      lead('00QB', { Website: 'ACME.com' }),
      lead('00QC', { Website: null }),
    ];
    expect(companyDomains(rows, { domain: 'Website' })).toEqual(['acme.com']);
  });

  it('changes nothing when the page is read again (R-DUP-2)', () => {
    const texts = fc.constantFrom(null, 'Acme', 'acme.com', 'Other');
    const sites = fc.constantFrom(null, 'acme.com', 'other.com', 'n/a');
    const rows = fc.uniqueArray(
      fc.record({ id: fc.constantFrom('00QA', '00QB', '00QC'), Company: texts, Website: sites }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const page = given.map(({ id, ...fields }) =>
          lead(id, { ...fields, Email: `${id}@acme.com` }),
        );
        const ids = Array.from({ length: 6 }, (_, index) => `new-${index}`);
        const first = read({ rows: page, ids });
        const [companies, people] = ['company', 'person'].map((object) =>
          first.platform.filter((one) => one.object === object),
        );
        expect(new Set(companies?.map(({ key }) => key)).size).toBe(companies?.length);
        const again = readContext({
          known: first.rows,
          platform: people ?? [],
          companies: companies ?? [],
          links: first.links,
        });
        expect(read({ rows: page, ids, context: again }).platform).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('planRead: a converted lead', () => {
  const continuesAs = { object: 'Contact', id: toRemoteId('003A') };
  const converted = lead('00QA', { Title: 'CTO' }, { continuesAs });
  const linked = link('person-1', '00QA', { crmObject: 'Lead', createdByUs: true });

  it('goes on as its contact, and the lead link is kept (R-PERSON-8)', () => {
    const { platform, links, rows } = read({
      rows: [converted],
      context: readContext({ platform: [person()], links: [linked] }),
    });
    expect(links).toEqual([link('person-1', '003A')]);
    expect(platform).toEqual([]);
    expect(rows).toEqual([converted]);
  });

  it('leaves a link that its person has there already (R-PERSON-8)', () => {
    const links = [linked, link('person-1', '003B')];
    expect(
      read({ rows: [converted], context: readContext({ platform: [person()], links }) }).links,
    ).toEqual([]);
  });

  it('leaves the contact to the person that has it already (R-PERSON-8)', () => {
    const links = [linked, link('person-2', '003A')];
    expect(
      read({ rows: [converted], context: readContext({ platform: [person()], links }) }).links,
    ).toEqual([]);
  });

  it('is linked once when two leads became one contact (R-PERSON-8)', () => {
    const other = lead('00QB', { Email: 'al@acme.com' }, { continuesAs });
    const al = person({}, { id: 'person-2', key: 'al@acme.com', keys: ['al@acme.com'] });
    const links = [linked, link('person-2', '00QB', { crmObject: 'Lead' })];
    const { links: made } = read({
      rows: [converted, other],
      context: readContext({ platform: [person(), al], links }),
    });
    expect(made).toEqual([link('person-1', '003A')]);
  });

  it('makes no person and is not listed as skipped (R-PERSON-6, R-PERSON-8)', () => {
    const { platform, links, skipped } = read({
      rows: [converted, lead('00QB', { Email: null }, { continuesAs })],
    });
    expect({ platform, links, skipped }).toEqual({ platform: [], links: [], skipped: [] });
  });

  it('leaves the floor to another lead of the person (R-PERSON-8)', () => {
    const other = lead('00QB', { Company: 'Other', Website: 'other.com' });
    const { platform } = read({
      rows: [converted, other],
      context: readContext({ platform: [person()], links: [linked], known: [lead('00QA')] }),
    });
    expect(platform).toMatchObject([{ key: 'other.com' }, { id: 'person-1' }]);
  });

  it('gives the floor away once only (R-PERSON-8)', () => {
    const before = lead('00QA', {}, { continuesAs, modifiedAt: now });
    const { platform } = read({
      rows: [before],
      context: readContext({
        known: [before],
        rivals: [lead('00QB', { FirstName: 'Al' })],
        platform: [person({ firstName: 'Jo' })],
        links: [linked, link('person-1', '003A')],
      }),
      mappings: [mapping('firstName', 'FirstName', { crmObject: 'Lead' })],
    });
    expect(platform).toEqual([]);
  });

  it('is no longer listed as skipped (R-PERSON-6)', () => {
    const before = lead('00QA', { Email: null }, { keys: [] });
    const after = lead('00QA', { Email: null }, { keys: [], continuesAs });
    expect(read({ rows: [after], context: readContext({ known: [before] }) }).cleared).toEqual([
      '00QA',
    ]);
  });
});
