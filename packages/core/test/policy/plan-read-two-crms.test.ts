import { describe, expect, it } from 'vitest';
import { type Fields, toRemoteId } from '../../src/contract/index.ts';
import type { PlatformRecord, Source } from '../../src/platform/index.ts';
import type { MirrorRow } from '../../src/ports/index.ts';
import { type PageFacts, planRead } from '../../src/policy/index.ts';
import { link, pageFacts, person, readContext, row } from './given.ts';

const jo = (fields: Fields = {}, other: Partial<MirrorRow> = {}) =>
  row('003A', { Email: 'jo@acme.com', ...fields }, other);

const elsewhere: Source = { connectionId: 'hs', crmObject: 'contacts', crmId: toRemoteId('1') };

const here: Source = { connectionId: 'sf', crmObject: 'Contact', crmId: toRemoteId('003A') };

/** The person, whose title another connection's record told. */
const told = (other: Partial<PlatformRecord> = {}) =>
  person({ title: 'CTO' }, { sources: { title: elsewhere }, ...other });

const read = (
  stored: PlatformRecord,
  { known, row: fresh }: { readonly known: MirrorRow | null; readonly row: MirrorRow },
  other: Partial<PageFacts['context']> = {},
) =>
  planRead(
    pageFacts({
      rows: [fresh],
      context: readContext({
        platform: [stored],
        links: [link('person-1', '003A'), ...(other.links ?? [])],
        known: known === null ? [] : [known],
        rivals: other.rivals ?? [],
      }),
    }),
  ).platform;

describe('planRead beside another CRM', () => {
  it('repeats no value over one that another CRM told (R-PERSON-7)', () => {
    const same = jo({ Title: 'CEO' });
    expect(read(told(), { known: same, row: same })).toEqual([]);
    const moved = jo({ Title: 'CEO', FirstName: 'Jo' });
    expect(read(told(), { known: same, row: moved })).toMatchObject([
      { fields: { title: 'CTO', firstName: 'Jo' }, sources: { title: elsewhere, firstName: here } },
    ]);
  });

  it('takes a value that changed, whoever told the other (R-PERSON-7)', () => {
    const seen = { known: jo({ Title: 'CFO' }), row: jo({ Title: 'CEO' }) };
    expect(read(told(), seen)).toMatchObject([
      { fields: { title: 'CEO' }, sources: { title: here } },
    ]);
    const filled = { known: jo({ Title: null }), row: jo({ Title: 'CEO' }) };
    expect(read(told(), filled)).toMatchObject([{ fields: { title: 'CEO' } }]);
  });

  it('takes the values of a record that is new to it (R-PERSON-7)', () => {
    expect(read(told(), { known: null, row: jo({ Title: 'CEO' }) })).toMatchObject([
      { fields: { title: 'CEO' } },
    ]);
  });

  it('proves no change where the mirror lacks a field (R-TIME-3)', () => {
    const { Title: _title, ...rest } = jo().fields;
    const known = { ...jo(), fields: rest };
    expect(read(told(), { known, row: jo({ Title: 'CEO' }) })).toEqual([]);
  });

  it('repeats a value over those of its own CRM and of the platform', () => {
    const same = jo({ Title: 'CEO' });
    const other = { ...here, crmId: toRemoteId('003B') };
    for (const sources of [{}, { title: here }, { title: other }]) {
      const stored = told({ sources });
      expect(read(stored, { known: same, row: same })).toMatchObject([
        { fields: { title: 'CEO' } },
      ]);
    }
  });

  it('fills what is empty, changed or not', () => {
    const same = jo({ Title: 'CEO' });
    const stored = person({}, { sources: { title: elsewhere } });
    expect(read(stored, { known: same, row: same })).toMatchObject([{ fields: { title: 'CEO' } }]);
  });

  it('takes back no value that another CRM told', () => {
    const seen = { known: jo({ Title: 'CTO' }), row: jo({ Title: null }) };
    expect(read(told(), seen)).toEqual([]);
  });

  it('lets an heir repeat nothing over another CRM either', () => {
    const heir = row('003B', { Email: 'jo@acme.com', Title: 'CFO' });
    const gone = { known: jo({ Title: 'CEO' }), row: jo({}, { removed: true, keys: [] }) };
    expect(read(told(), gone, { rivals: [heir] })).toEqual([]);
    const own = told({ sources: { title: here } });
    expect(read(own, gone, { rivals: [heir] })).toMatchObject([{ fields: { title: 'CFO' } }]);
  });
});

describe('planRead: the company of a person, beside another CRM', () => {
  const accounts = [
    link('o-acme', '001A', { crmObject: 'Account' }),
    link('o-zeta', '001Z', { crmObject: 'Account' }),
  ];
  const companyOf = (sources: PlatformRecord['sources'], seen: Parameters<typeof read>[1]) =>
    read(person({}, { companyId: 'o-zeta', sources }), seen, { links: accounts }).map(
      ({ companyId, sources: { company } }) => [companyId, company],
    );
  const atAcme = jo({ AccountId: '001A' });

  it('is not repeated over one that another CRM named', () => {
    expect(companyOf({ company: elsewhere }, { known: atAcme, row: atAcme })).toEqual([]);
  });

  it('follows the CRM in which it changed', () => {
    const moved = { known: jo({ AccountId: '001Z' }), row: atAcme };
    expect(companyOf({ company: elsewhere }, moved)).toEqual([['o-acme', here]]);
    expect(companyOf({}, { known: atAcme, row: atAcme })).toEqual([['o-acme', here]]);
  });
});

describe('planRead: the address of a person, beside another CRM', () => {
  it('that did not change does not rename who was renamed elsewhere (R-PERSON-7)', () => {
    const renamed = person(
      { email: 'new@acme.com' },
      { key: 'new@acme.com', keys: ['new@acme.com'], sources: { email: elsewhere } },
    );
    expect(read(renamed, { known: jo(), row: jo() })).toMatchObject([
      { key: 'new@acme.com', keys: ['new@acme.com', 'jo@acme.com'] },
    ]);
  });

  it('that another CRM still has goes on counting (R-PERSON-1)', () => {
    const moved = row('003A', { Email: 'jo@zeta.com' });
    const seen = {
      rows: [moved],
      context: readContext({
        platform: [person({})],
        links: [link('person-1', '003A')],
        known: [jo()],
      }),
    };
    const keysWith = (others: readonly string[]) =>
      planRead(pageFacts({ ...seen, elsewhere: new Set(others) })).platform.map(({ keys }) => keys);
    expect(keysWith(['jo@acme.com'])).toEqual([['jo@zeta.com', 'jo@acme.com']]);
    expect(keysWith([])).toEqual([['jo@zeta.com']]);
  });

  it('renames when it changed, and says so (R-PERSON-7)', () => {
    const moved = row('003A', { Email: 'jo@zeta.com' });
    const stored = person({}, { sources: { email: elsewhere } });
    expect(read(stored, { known: jo(), row: moved })).toMatchObject([
      { key: 'jo@zeta.com', fields: { email: 'jo@zeta.com' }, sources: { email: here } },
    ]);
  });
});
