import { describe, expect, it } from 'vitest';
import { type Fields, toInstant, toRemoteId } from '../../src/contract/index.ts';
import type { MirrorRow } from '../../src/ports/index.ts';
import { type PageFacts, planRead } from '../../src/policy/index.ts';
import {
  description,
  field,
  link,
  mapping,
  now,
  pageFacts,
  person,
  readContext,
  row,
} from './given.ts';

const day = (date: number) => toInstant(Date.UTC(2026, 2, date));

const jo = (fields: Fields = {}, other: Partial<MirrorRow> = {}) =>
  row('003A', { Email: 'jo@acme.com', ...fields }, other);

const linked = { platform: [person({ title: 'CTO' })], links: [link('person-1', '003A')] };

const from = (crmId: string) => ({
  connectionId: 'sf',
  crmObject: 'Contact',
  crmId: toRemoteId(crmId),
});

const read = (other: Partial<PageFacts>) => planRead(pageFacts(other));

describe('planRead: a record that is new', () => {
  it('becomes a person with its values and their source (R-PERSON-1)', () => {
    const plan = read({ rows: [jo({ Title: ' CTO ', MailingCountry: 'USA', DoNotCall: false })] });
    expect(plan.platform).toEqual([
      {
        id: 'new-1',
        object: 'person',
        key: 'jo@acme.com',
        keys: ['jo@acme.com'],
        fields: { email: 'jo@acme.com', title: 'CTO', country: 'US', doNotCall: false },
        sources: { title: from('003A'), country: from('003A'), doNotCall: from('003A') },
        companyId: null,
        personId: null,
        version: 1,
        updatedAt: now,
      },
    ]);
    expect(plan.links).toEqual([link('new-1', '003A')]);
  });

  it('is one person however often its address comes (R-DUP-6)', () => {
    const rows = [jo({ Title: 'CEO' }), row('003B', { Email: 'JO@acme.com', Title: 'CTO' })];
    const plan = read({ rows: [...rows, jo({ Title: 'CFO' }, { modifiedAt: day(22) })] });
    expect(plan.platform).toMatchObject([{ key: 'jo@acme.com', fields: { title: 'CFO' } }]);
    expect(plan.links).toEqual([link('new-1', '003A')]);
    expect(plan.rows.map(({ id }) => id)).toEqual(['003A', '003B']);
  });

  it('is skipped without an address (R-PERSON-6)', () => {
    const plan = read({ rows: [row('003B', { Email: null }), row('003C', { Email: 'n/a' })] });
    expect(plan.platform).toEqual([]);
    expect(plan.rows).toHaveLength(2);
    expect(plan.skipped).toEqual([
      { crmId: '003B', reason: 'no-email' },
      { crmId: '003C', reason: 'no-email' },
    ]);
  });

  it('is listed where an account has no domain (R-COMPANY-1)', () => {
    const account = { ...row('001A', { Website: null }), crmObject: 'Account', keys: [] };
    const plan = read({
      object: 'company',
      crmObject: 'Account',
      company: null,
      rank: () => 0,
      rows: [account],
    });
    expect(plan.skipped).toEqual([{ crmId: '001A', reason: 'no-domain' }]);
  });

  it('becomes a company by its domain (R-COMPANY-1)', () => {
    const account: MirrorRow = {
      ...row('001A', { Website: 'www.Acme.com', Name: 'Acme' }),
      crmObject: 'Account',
      keys: [{ kind: 'domain', value: 'acme.com' }],
    };
    const plan = read({
      object: 'company',
      crmObject: 'Account',
      company: null,
      rank: () => 0,
      rows: [account],
      mappings: [
        mapping('name', 'Name', { object: 'company', crmObject: 'Account' }),
        mapping('domain', 'Website', { object: 'company', crmObject: 'Account' }),
      ],
    });
    expect(plan.platform).toMatchObject([
      { key: 'acme.com', fields: { domain: 'acme.com', name: 'Acme' }, companyId: null },
    ]);
  });

  it('is not created when it is already removed (R-PERSON-6)', () => {
    const plan = read({ rows: [jo({}, { removed: true })] });
    expect(plan).toMatchObject({ platform: [], links: [], skipped: [] });
    expect(plan.rows).toHaveLength(1);
  });

  it('is only mirrored where the platform holds no such object', () => {
    const plan = read({ object: null, rows: [row('005A', { Email: null })] });
    expect(plan).toMatchObject({ platform: [], links: [], skipped: [], cleared: [] });
    expect(plan.rows).toHaveLength(1);
  });
});

describe('planRead: a record that is known', () => {
  it('brings its values to the platform (R-PERSON-7)', () => {
    const plan = read({ rows: [jo({ Title: 'CEO' })], context: readContext(linked) });
    expect(plan.platform).toMatchObject([
      { id: 'person-1', version: 2, fields: { title: 'CEO' }, sources: { title: from('003A') } },
    ]);
    expect(plan.links).toEqual([]);
  });

  it('changes nothing when our own write is read back (R-TIME-1)', () => {
    const plan = read({ rows: [jo({ Title: 'CTO' })], context: readContext(linked) });
    expect(plan).toMatchObject({ platform: [], links: [], skipped: [], cleared: [] });
  });

  it('takes a day written as an instant for an echo (R-TIME-1)', () => {
    const plan = read({
      mappings: [mapping('lastActivityDate', 'Unify_Updated__c')],
      rows: [jo({ Unify_Updated__c: '2026-03-24T00:00:00.000+0000' })],
      context: readContext({ ...linked, platform: [person({ lastActivityDate: '2026-03-24' })] }),
    });
    expect(plan.platform).toEqual([]);
  });

  it('takes a value that the CRM tidied for an echo (R-TIME-1)', () => {
    const site = field('LinkedIn__c', { remoteType: 'url' });
    const plan = read({
      description: description(site),
      mappings: [mapping('linkedInUrl', site.name)],
      rows: [jo({ LinkedIn__c: 'https://linkedin.com/in/jo' })],
      context: readContext({
        ...linked,
        platform: [person({ linkedInUrl: 'https://LinkedIn.com/in/jo' })],
      }),
    });
    expect(plan.platform).toEqual([]);
  });

  it('takes back only what came from the same record (R-OVERWRITE-5)', () => {
    const given = (crmId: string | null) =>
      readContext({
        platform: [
          person({ title: 'CTO' }, crmId === null ? {} : { sources: { title: from(crmId) } }),
        ],
        links: linked.links,
      });
    const rows = [jo({ Title: null })];
    expect(read({ rows, context: given('003A') }).platform).toMatchObject([
      { fields: { email: 'jo@acme.com' }, sources: {} },
    ]);
    expect(read({ rows, context: given('003A') }).platform[0]?.fields).not.toHaveProperty('title');
    expect(read({ rows, context: given('003B') }).platform).toEqual([]);
    expect(read({ rows, context: given(null) }).platform).toEqual([]);
  });

  it('does not read what is mapped to be written only (R-MAP-1)', () => {
    const mappings = [mapping('title', 'Title', { direction: 'write' })];
    const plan = read({ mappings, rows: [jo({ Title: 'CEO' })], context: readContext(linked) });
    expect(plan.platform).toEqual([]);
  });

  it('keeps the platform value where the CRM value has no form for it (R-ERR-3)', () => {
    const rows = [jo({ MailingCountry: 'Atlantis', Title: 'CTO' })];
    const platform = [person({ title: 'CTO', country: 'US' })];
    expect(read({ rows, context: readContext({ ...linked, platform }) }).platform).toEqual([]);
  });

  it('never replaces a product-specific value (R-OVERWRITE-3)', () => {
    const mappings = [mapping('mostRecentPlay', 'Unify_Play__c')];
    const rows = [jo({ Unify_Play__c: 'Winter' })];
    const given = (fields: Fields) => readContext({ ...linked, platform: [person(fields)] });
    expect(read({ mappings, rows, context: given({ mostRecentPlay: 'Spring' }) }).platform).toEqual(
      [],
    );
    expect(read({ mappings, rows, context: given({}) }).platform).toMatchObject([
      { fields: { mostRecentPlay: 'Winter' } },
    ]);
  });

  it('reads the first filled of several CRM fields', () => {
    const mappings = [mapping('title', 'Title'), mapping('title', 'FirstName')];
    const plan = read({ mappings, rows: [jo({ Title: 'CEO', FirstName: null })] });
    expect(plan.platform).toMatchObject([{ fields: { title: 'CEO' } }]);
    const other = read({ mappings, rows: [jo({ Title: null, FirstName: 'Jo' })] });
    expect(other.platform).toMatchObject([{ fields: { title: 'Jo' } }]);
  });

  it('ignores a page older than the mirror (R-TIME-1)', () => {
    const known = [jo({ Title: 'CTO' }, { modifiedAt: day(22) })];
    const plan = read({
      rows: [jo({ Title: 'old' }, { modifiedAt: day(21) })],
      context: readContext({ ...linked, known, rivals: known }),
    });
    expect(plan).toMatchObject({ rows: [], platform: [], links: [] });
  });

  it('changes nothing when a page is read twice (R-TIME-1)', () => {
    const rows = [jo({ Title: 'CEO' }), row('003B', { Email: 'al@acme.com', FirstName: 'Al' })];
    const first = read({ rows, context: readContext(linked) });
    const platform = [...first.platform];
    const links = [...linked.links, ...first.links];
    const again = read({
      rows,
      context: readContext({ known: rows, rivals: rows, platform, links }),
    });
    expect(again).toMatchObject({ platform: [], links: [], skipped: [], cleared: [] });
  });

  it('no longer counts as skipped once it has an address (R-PERSON-6)', () => {
    const known = [jo({ Email: null }, { keys: [] }), row('003B', { Email: '' })];
    const rows = [jo(), row('003B', { Email: '' }, { removed: true }), row('003C', { Email: '' })];
    const plan = read({ rows, context: readContext({ known }) });
    expect(plan.cleared).toEqual(['003A', '003B']);
    expect(plan.skipped).toEqual([{ crmId: '003C', reason: 'no-email' }]);
  });

  it('is skipped when it loses its address, and its person stays (R-PERSON-6)', () => {
    const plan = read({
      rows: [jo({ Email: null, Title: 'CEO' })],
      context: readContext({ ...linked, known: [jo()], rivals: [jo()] }),
    });
    expect(plan.skipped).toEqual([{ crmId: '003A', reason: 'no-email' }]);
    expect(plan.platform).toEqual([]);
  });
});

describe('planRead: merges', () => {
  const gone = (id: string, into: string) =>
    row(id, { Email: 'jo@acme.com' }, { removed: true, mergedInto: toRemoteId(into) });

  it('follows a record to its survivor (R-DUP-5)', () => {
    const plan = read({
      rows: [gone('003A', '003B'), row('003B', { Email: 'jo@acme.com', Title: 'CEO' })],
      context: readContext({ ...linked, known: [jo()], rivals: [jo()] }),
    });
    expect(plan.merges).toEqual([{ from: '003A', to: '003B' }]);
    expect(plan.platform).toMatchObject([{ id: 'person-1', fields: { title: 'CEO' } }]);
  });

  it('leaves the survivor to the person it has already (R-DUP-5)', () => {
    const joan = person(
      { email: 'joan@acme.com' },
      { id: 'person-2', key: 'joan@acme.com', keys: ['joan@acme.com'] },
    );
    const survivor = row('003B', { Email: 'al@acme.com' }, { modifiedAt: day(22) });
    const plan = read({
      rows: [gone('003A', '003B'), survivor],
      context: readContext({
        known: [jo(), row('003B', { Email: 'joan@acme.com' })],
        rivals: [jo(), row('003B', { Email: 'joan@acme.com' })],
        platform: [...linked.platform, joan],
        links: [...linked.links, link('person-2', '003B')],
      }),
    });
    expect(plan.platform).toMatchObject([{ id: 'person-2', key: 'al@acme.com' }]);
  });

  it('follows a chain, and does not hang on a circle (R-DUP-5)', () => {
    const survivor = row('003C', { Email: 'joan@acme.com' });
    const chain = read({
      rows: [gone('003A', '003B'), gone('003B', '003C'), survivor],
      context: readContext({ ...linked, known: [jo()], rivals: [jo()] }),
    });
    expect(chain.merges).toEqual([
      { from: '003A', to: '003B' },
      { from: '003B', to: '003C' },
    ]);
    expect(chain.platform).toMatchObject([
      { id: 'person-1', key: 'joan@acme.com', keys: ['joan@acme.com', 'jo@acme.com'] },
    ]);
    const circle = read({ rows: [gone('003A', '003B'), gone('003B', '003A')] });
    expect(circle.platform).toEqual([]);
  });
});

describe('planRead: the company of a person', () => {
  const companies = [link('company-1', '001A', { crmObject: 'Account' })];

  it('is set once it is known (R-PERSON-4)', () => {
    const plan = read({
      rows: [jo({ AccountId: '001A' })],
      context: readContext({ links: companies }),
    });
    expect(plan.platform).toMatchObject([{ companyId: 'company-1' }]);
  });

  it('is never cleared by one that is unknown (R-OVERWRITE-5)', () => {
    const platform = [person({}, { companyId: 'company-1' })];
    for (const AccountId of ['001X', null]) {
      const plan = read({
        rows: [jo({ AccountId })],
        context: readContext({ platform, links: [...linked.links, ...companies] }),
      });
      expect(plan.platform).toEqual([]);
    }
  });

  it('follows the lookup to another company (R-PERSON-7)', () => {
    const platform = [person({}, { companyId: 'company-0' })];
    const plan = read({
      rows: [jo({ AccountId: '001A' })],
      context: readContext({ platform, links: [...linked.links, ...companies] }),
    });
    expect(plan.platform).toMatchObject([{ companyId: 'company-1' }]);
  });
});

describe('planRead: always', () => {
  it('takes no harm from field names of every object', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const mappings = names.flatMap((name) => [mapping('title', name), mapping(name, 'Title')]);
    const fields = JSON.parse('{"Email":"jo@acme.com","__proto__":"CTO","Title":"x"}');
    const plan = read({ mappings, rows: [row('003A', fields), row('__proto__', { Email: null })] });
    expect(plan.platform).toMatchObject([{ fields: { email: 'jo@acme.com', title: 'CTO' } }]);
    expect({}).not.toHaveProperty('title');
  });

  it('does not change what it is given', () => {
    const facts = pageFacts({
      rows: [jo({ Email: 'joan@acme.com', Title: 'CEO' })],
      context: readContext({ ...linked, known: [jo()], rivals: [jo()] }),
    });
    const before = structuredClone({ rows: facts.rows, context: facts.context });
    planRead(facts);
    expect({ rows: facts.rows, context: facts.context }).toEqual(before);
  });
});
