import { isSyncError, toInstant, toRemoteId } from '@concord/core/contract';
import { parseQuery } from '@jetstreamapp/soql-parser-js';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalMax } from '../src/limits.ts';
import {
  countBy,
  isQueryable,
  selectChanges,
  selectCreated,
  selectWhere,
  toLiteral,
  toName,
  toPattern,
} from '../src/query-text.ts';
import { readLiteral } from './soql-tokens.ts';

const sharp = constantFrom(
  "'",
  '"',
  '\\',
  '\n',
  '\r',
  '\t',
  '\b',
  '\f',
  '%',
  '_',
  '--',
  ')',
  ' OR ',
  "\\'",
  'é',
);
const hostile = array(oneof(sharp, string({ unit: 'binary', maxLength: 6 })), {
  maxLength: 12,
})
  .map((parts) => parts.join('').replaceAll('\0', ''))
  .filter(isQueryable);

describe('a literal', () => {
  it('reads back as the text it was made of', () => {
    const roundTrip = (text: string): boolean => readLiteral(toLiteral(text)) === text;
    const prove = (): void => assert(property(hostile, roundTrip), { numRuns: 100_000 });
    expect(prove).not.toThrow();
  });

  it.each(["x' OR Id != '", "x\\' OR Id != '", '\\', "\\\\'", "' --", "'\n OR Id != '"])(
    'keeps %j inside its quotes',
    (text) => expect(readLiteral(toLiteral(text))).toBe(text),
  );

  it.each([
    ['NUL', 'a\0b'],
    ['a lone surrogate', 'a\ud800b'],
    ['more than Salesforce takes', 'a'.repeat(literalMax + 1)],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => toLiteral(text)).toThrow(expect.toSatisfy(isSyncError));
  });
});

describe('a pattern', () => {
  it('finds its text literally, with anything around it', () => {
    const roundTrip = (text: string): boolean =>
      readLiteral(toPattern(text), true) === `\0${text}\0`;
    const prove = (): void => assert(property(hostile, roundTrip), { numRuns: 100_000 });
    expect(prove).not.toThrow();
  });

  it('escapes the signs of LIKE', () => {
    expect(toPattern('a_b%c')).toBe(String.raw`'%a\_b\%c%'`);
  });
});

describe('a name', () => {
  it.each(['Id', 'Unify_Metadata__c', 'npsp__Status__c'])('may be %s', (name) => {
    expect(toName(name)).toBe(name);
  });

  it.each(['', 'Id FROM User', "Id'", 'Account.Name', '1st', 'Id,Name', 'Ünique', 'Id\n'])(
    'may not be %j',
    (name) => expect(() => toName(name)).toThrow('not a name'),
  );
});

describe('a query', () => {
  const id = toRemoteId('003000000000001AAA');
  const contact = toName('Contact');
  const fields = [toName('Id'), toName('Email')];
  const at = toInstant('2026-03-24T10:00:00.000Z');

  it('reads changes from the beginning', () => {
    expect(selectChanges(contact, fields, null)).toBe(
      'SELECT Id,Email FROM Contact ORDER BY SystemModstamp ASC,Id ASC LIMIT 2000',
    );
  });

  it('reads changes from a place between rows of one second', () => {
    expect(selectChanges(contact, fields, { at, id })).toContain(
      'WHERE (SystemModstamp>2026-03-24T10:00:00Z OR ' +
        "(SystemModstamp=2026-03-24T10:00:00Z AND Id>'003000000000001AAA')) ORDER BY",
    );
  });

  it('is one that an independent parser accepts', () => {
    const literals = [toLiteral("o'neil@acme.com"), toLiteral('b\\@acme.com')];
    const queries = [
      selectChanges(contact, fields, { at, id }),
      selectChanges(contact, fields, { at, id: null }),
      selectWhere(contact, fields, {
        conditions: [
          { field: toName('Email'), is: 'equal', literals },
          { field: toName('Site__c'), is: 'like', literals: [toPattern('acme.com')] },
        ],
        not: toName('IsConverted'),
      }),
      selectCreated(contact, fields, {
        by: id,
        since: at,
        where: [
          [toName('Title'), "o'clock"],
          [toName('Site__c'), null],
        ],
      }),
      countBy(contact, toName('AccountId'), [toLiteral('001000000000001AAA')]),
    ];
    for (const query of queries) expect(parseQuery(query).sObject).toBe('Contact');
  });

  it('never goes without a condition it was meant to have', () => {
    const none = { field: toName('Email'), is: 'equal', literals: [] } as const;
    expect(() => selectWhere(contact, fields, { conditions: [none] })).toThrow('every record');
    expect(() => countBy(contact, toName('AccountId'), [])).toThrow('nothing to count');
  });
});
