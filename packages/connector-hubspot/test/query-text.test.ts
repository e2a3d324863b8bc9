import { toInstant, toRemoteId } from '@concord/core/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterGroupMax, searchBodyMax } from '../src/limits.ts';
import {
  isModest,
  isQueryable,
  selectChanges,
  selectWhere,
  toName,
  type Condition,
} from '../src/query-text.ts';
import { requests } from '../src/request.ts';

const modified = toName('hs_lastmodifieddate');
const email = toName('email');
const from = toInstant('2026-03-24T10:00:00Z');
const until = toInstant('2026-03-24T11:00:00Z');

/** The body as it goes over the wire. */
const sent = async (query: Parameters<typeof requests.search.doSearch>[1]): Promise<string> =>
  String((await requests.search.doSearch('contacts', query)).getBody());

describe('toName', () => {
  it.each(['email', 'hs_object_id', 'hs_v2_date_entered_1048210', 'old-name', 'Camel'])(
    'takes %s',
    (name) => expect(toName(name)).toBe(name),
  );

  it.each(['', 'a,b', 'a b', 'associations.companies', 'a&properties=b', 'a"', 'a'.repeat(256)])(
    'refuses %o, and says so',
    (name) => {
      expect(() => toName(name)).toThrow(/write a search/);
      expect(() => toName(name)).toThrow(expect.objectContaining({ code: 'invalid' }));
    },
  );
});

describe('selectChanges', () => {
  it('asks for a window in the order of ids, without an offset', () => {
    const above = toRemoteId('512');
    expect(selectChanges(modified, [modified, email], { from, until, above })).toEqual({
      filterGroups: [
        {
          filters: [
            { propertyName: modified, operator: 'GTE', value: String(Date.parse(from)) },
            { propertyName: modified, operator: 'LT', value: String(Date.parse(until)) },
            { propertyName: 'hs_object_id', operator: 'GT', value: '512' },
          ],
        },
      ],
      sorts: ['hs_object_id'],
      properties: [modified, email],
      limit: 200,
    });
  });

  it('leaves open what is not known yet', () => {
    const { filterGroups } = selectChanges(modified, [], { from, until: null, above: null });
    expect(filterGroups).toHaveLength(1);
    expect(filterGroups[0]?.filters.map(({ operator }) => operator)).toEqual(['GTE']);
  });

  it('is modest up to the last character that HubSpot takes', async () => {
    const window = { from, until, above: toRemoteId('9'.repeat(16)) };
    for (let count = 0; count < 300; count += 1) {
      const names = Array.from({ length: count }, (_, at) => toName(`property_${at}`));
      const query = selectChanges(modified, names, window);
      expect(isModest(query)).toBe((await sent(query)).length <= searchBodyMax);
    }
  });
});

describe('selectWhere', () => {
  it('looks for one text as it is, and for several in lower case', () => {
    const one: Condition = { property: email, is: 'equal', values: ['Ada@Acme.example'] };
    const many: Condition = { ...one, values: ['Ada@Acme.example', 'b@acme.example'] };
    const { filterGroups } = selectWhere([email], { conditions: [one, many] });
    expect(filterGroups).toEqual([
      { filters: [{ propertyName: email, operator: 'EQ', value: 'Ada@Acme.example' }] },
      {
        filters: [
          { propertyName: email, operator: 'IN', values: ['ada@acme.example', 'b@acme.example'] },
        ],
      },
    ]);
  });

  it('goes on above an id, in every group', () => {
    const conditions: Condition[] = [
      { property: email, is: 'equal', values: ['a'] },
      { property: email, is: 'containing', values: ['b', 'c'] },
    ];
    const { filterGroups } = selectWhere([], { conditions, above: toRemoteId('7') });
    expect(filterGroups).toHaveLength(3);
    for (const { filters } of filterGroups)
      expect(filters.at(-1)).toEqual({ propertyName: 'hs_object_id', operator: 'GT', value: '7' });
  });

  it('never answers every record', () => {
    expect(() => selectWhere([], { conditions: [] })).toThrow(/without a condition/);
    const empty: Condition = { property: email, is: 'equal', values: [] };
    expect(() => selectWhere([], { conditions: [empty] })).toThrow(/without a condition/);
  });

  it.each(['', ' ', 'a\0b', '\uD800', 'x'.repeat(1001)])('refuses the value %o', (value) => {
    const conditions: Condition[] = [{ property: email, is: 'equal', values: [value] }];
    expect(isQueryable(value)).toBe(false);
    expect(() => selectWhere([], { conditions })).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'email' }),
    );
  });

  it('is not modest with more groups than HubSpot takes', () => {
    const values = Array.from({ length: filterGroupMax + 1 }, (_, at) => `word${at}`);
    const conditions: Condition[] = [{ property: email, is: 'containing', values }];
    expect(isModest(selectWhere([], { conditions }))).toBe(false);
  });

  it('carries any text as nothing but a value', async () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter(isQueryable);
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('equal', 'containing'), async (text, is) => {
        const conditions: Condition[] = [{ property: email, is, values: [text] }];
        const body = JSON.parse(await sent(selectWhere([email], { conditions }))) as {
          filterGroups: { filters: object[] }[];
        };
        const value = is === 'equal' ? text : text.replaceAll('*', ' ');
        const operator = is === 'equal' ? 'EQ' : 'CONTAINS_TOKEN';
        expect(body).toEqual({
          filterGroups: [{ filters: [{ propertyName: 'email', operator, value }] }],
          sorts: ['hs_object_id'],
          properties: ['email'],
          limit: 200,
        });
      }),
      { numRuns: 200 },
    );
  });
});
