import { describe, expect, it } from 'vitest';
import { type Fields, toInstant, toRemoteId } from '../../src/contract/index.ts';
import type { MirrorRow } from '../../src/ports/index.ts';
import { type PageFacts, planRead } from '../../src/policy/index.ts';
import { link, mapping, pageFacts, person, readContext, row } from './given.ts';

const day = (date: number) => toInstant(Date.UTC(2026, 2, date));

const jo = (fields: Fields = {}, other: Partial<MirrorRow> = {}) =>
  row('003A', { Email: 'jo@acme.com', ...fields }, other);

const linked = { platform: [person({ title: 'CTO' })], links: [link('person-1', '003A')] };

const read = (other: Partial<PageFacts>) => planRead(pageFacts(other));

describe('planRead: duplicates', () => {
  const rival = row('003B', { Email: 'jo@acme.com', Title: 'CFO' }, { modifiedAt: day(22) });

  it('lets only the tie-break winner speak (R-DUP-3)', () => {
    const given = readContext({ ...linked, rivals: [rival], links: [link('person-1', '003B')] });
    const older = read({ rows: [jo({ Title: 'CEO' })], context: given });
    expect(older).toMatchObject({ platform: [], links: [] });
    const newer = read({
      rows: [jo({ Title: 'CEO' }, { modifiedAt: day(23) })],
      context: given,
    });
    expect(newer.platform).toMatchObject([{ fields: { title: 'CEO' } }]);
    expect(newer.links).toEqual([link('person-1', '003A')]);
  });

  it('weighs signals by the older rule (R-DUP-4)', () => {
    const plan = read({
      rules: [
        { prefer: 'most', of: 'contactCount' },
        { prefer: 'latest', of: 'modifiedAt' },
      ],
      signals: new Map([[toRemoteId('003A'), { contactCount: 2 }]]),
      rows: [jo({ Title: 'CEO' })],
      context: readContext({ ...linked, rivals: [rival] }),
    });
    expect(plan.platform).toMatchObject([{ fields: { title: 'CEO' } }]);
  });

  it('lets a Contact speak before a Lead (R-PERSON-5)', () => {
    const lead = row(
      '00QA',
      { Email: 'jo@acme.com', Title: 'CEO' },
      { crmObject: 'Lead', modifiedAt: day(23) },
    );
    const plan = read({
      crmObject: 'Lead',
      company: null,
      rows: [lead],
      mappings: [mapping('title', 'Title', { crmObject: 'Lead' })],
      context: readContext({ ...linked, rivals: [jo()] }),
    });
    expect(plan.platform).toEqual([]);
    expect(plan.links).toEqual([link('person-1', '00QA', { crmObject: 'Lead' })]);
  });

  it('does not listen to objects that are not people', () => {
    const user = row('005A', { Email: 'jo@acme.com' }, { crmObject: 'User', modifiedAt: day(23) });
    const plan = read({
      rows: [jo({ Title: 'CEO' })],
      context: readContext({ ...linked, rivals: [user] }),
    });
    expect(plan.platform).toMatchObject([{ fields: { title: 'CEO' } }]);
  });

  it('does not fall back on objects that are not people', () => {
    const user = row('005A', { Email: 'jo@acme.com', Title: 'CFO' }, { crmObject: 'User' });
    const plan = read({
      rows: [jo({}, { removed: true, modifiedAt: day(24) })],
      context: readContext({ ...linked, known: [jo()], rivals: [jo(), user] }),
    });
    expect(plan).toMatchObject({ platform: [], links: [] });
  });

  it('never listens to a removed record, whatever keys it has (R-DUP-2)', () => {
    const { keys } = jo();
    const gone = jo({ Title: 'CEO' }, { removed: true, keys, modifiedAt: day(24) });
    expect(read({ rows: [gone] })).toMatchObject({ platform: [], links: [] });
  });

  it('hears the next one when the speaker is removed (R-DUP-5)', () => {
    const known = [jo({ Title: 'CTO' }, { modifiedAt: day(23) })];
    const plan = read({
      rows: [jo({ Title: 'CTO' }, { removed: true, modifiedAt: day(24) })],
      context: readContext({ ...linked, known, rivals: [...known, rival] }),
    });
    expect(plan.platform).toMatchObject([{ id: 'person-1', fields: { title: 'CFO' } }]);
    expect(plan.links).toEqual([link('person-1', '003B')]);
  });

  it('hears the next one when the speaker takes another address (R-DUP-5)', () => {
    const known = [jo({ Title: 'CTO' }, { modifiedAt: day(23) })];
    const plan = read({
      rows: [jo({ Email: 'joan@acme.com' }, { modifiedAt: day(24) })],
      context: readContext({ ...linked, known, rivals: [...known, rival] }),
    });
    expect(plan.platform).toMatchObject([
      { id: 'person-1', key: 'joan@acme.com', version: 2 },
      { id: 'new-1', key: 'jo@acme.com', version: 1, fields: { title: 'CFO' } },
    ]);
    expect(plan.links).toEqual([link('new-1', '003B')]);
  });

  it('does not repeat one that has spoken already (R-OVERWRITE-2)', () => {
    const loser = row('003C', { Email: 'jo@acme.com' }, { modifiedAt: day(10) });
    const plan = read({
      rows: [{ ...loser, removed: true, keys: [] }],
      context: readContext({
        ...linked,
        known: [loser],
        rivals: [loser, rival],
        links: [link('person-1', '003D')],
      }),
    });
    expect(plan).toMatchObject({ platform: [], links: [] });
  });
});

describe('planRead: a changed address', () => {
  const known = [jo({ Title: 'CTO' })];
  const moved = jo({ Email: 'joan@acme.com', Title: 'CTO' }, { modifiedAt: day(22) });

  it('moves the person that the record is linked to (R-PERSON-7)', () => {
    const plan = read({ rows: [moved], context: readContext({ ...linked, known, rivals: known }) });
    expect(plan.platform).toMatchObject([
      {
        id: 'person-1',
        key: 'joan@acme.com',
        keys: ['joan@acme.com'],
        fields: { email: 'joan@acme.com', title: 'CTO' },
        version: 2,
      },
    ]);
    expect(plan.links).toEqual([]);
  });

  it('keeps further addresses that the platform knows (R-PERSON-1)', () => {
    const platform = [person({}, { keys: ['jo@acme.com', 'jo@home.example'] })];
    const plan = read({
      rows: [moved],
      context: readContext({ ...linked, platform, known, rivals: known }),
    });
    expect(plan.platform[0]?.keys).toEqual(['joan@acme.com', 'jo@home.example']);
  });

  it('speaks for the person who has the new address (R-PERSON-7)', () => {
    const joan = person(
      { email: 'joan@acme.com' },
      { id: 'person-2', key: 'joan@acme.com', keys: ['joan@acme.com'] },
    );
    const plan = read({
      rows: [moved],
      context: readContext({
        ...linked,
        platform: [...linked.platform, joan],
        known,
        rivals: known,
      }),
    });
    expect(plan.platform).toMatchObject([
      { id: 'person-2', key: 'joan@acme.com', fields: { title: 'CTO' } },
    ]);
    expect(plan.links).toEqual([link('person-2', '003A')]);
  });

  it('is passed on along a chain of records (R-PERSON-7)', () => {
    const al = row('003B', { Email: 'joan@acme.com' });
    const joan = person({}, { id: 'person-2', key: 'joan@acme.com', keys: ['joan@acme.com'] });
    const plan = read({
      rows: [moved, row('003B', { Email: 'al@acme.com' }, { modifiedAt: day(22) })],
      context: readContext({
        known: [...known, al],
        rivals: [...known, al],
        platform: [...linked.platform, joan],
        links: [...linked.links, link('person-2', '003B')],
      }),
    });
    expect(plan.platform).toMatchObject([
      { id: 'person-1', key: 'joan@acme.com', keys: ['joan@acme.com'] },
      { id: 'person-2', key: 'al@acme.com', keys: ['al@acme.com'] },
    ]);
    expect(plan.links).toEqual([]);
  });

  it('of a Lead leaves the person whose Contact keeps it (R-PERSON-5)', () => {
    const lead = row('00QA', { Email: 'jo@acme.com' }, { crmObject: 'Lead' });
    const plan = read({
      crmObject: 'Lead',
      company: null,
      rows: [row('00QA', { Email: 'al@acme.com' }, { crmObject: 'Lead', modifiedAt: day(22) })],
      context: readContext({
        known: [lead],
        rivals: [lead, ...known],
        platform: linked.platform,
        links: [...linked.links, link('person-1', '00QA', { crmObject: 'Lead' })],
      }),
    });
    expect(plan.platform).toMatchObject([{ id: 'new-1', key: 'al@acme.com' }]);
    expect(plan.links).toEqual([link('new-1', '00QA', { crmObject: 'Lead' })]);
  });

  it('stays an address of the person while a Lead has it (R-PERSON-1)', () => {
    const lead = row('00QA', { Email: 'jo@acme.com' }, { crmObject: 'Lead' });
    const plan = read({
      rows: [moved],
      context: readContext({
        known,
        rivals: [...known, lead],
        platform: linked.platform,
        links: [...linked.links, link('person-1', '00QA', { crmObject: 'Lead' })],
      }),
    });
    expect(plan.platform).toMatchObject([
      { id: 'person-1', key: 'joan@acme.com', keys: ['joan@acme.com', 'jo@acme.com'] },
    ]);
  });

  it('never takes an address that is another person’s (R-DUP-6)', () => {
    const joan = person({}, { id: 'person-2', key: 'joan@acme.com', keys: ['joan@acme.com'] });
    const both = jo(
      {},
      {
        keys: [
          { kind: 'email', value: 'jo@acme.com' },
          { kind: 'email', value: 'joan@acme.com' },
          { kind: 'email', value: 'jo@home.example' },
        ],
      },
    );
    const plan = read({
      rows: [both],
      context: readContext({ ...linked, platform: [...linked.platform, joan] }),
    });
    expect(plan.platform).toMatchObject([
      { id: 'person-1', keys: ['jo@acme.com', 'jo@home.example'] },
    ]);
  });
});
