import { describe, expect, it } from 'vitest';
import { toRemoteId } from '../../src/contract/index.ts';
import { splitPage } from '../../src/policy/index.ts';
import { row } from './given.ts';

const at = (id: string, email: string, other: object = {}) => row(id, { Email: email }, other);
const lead = (id: string, site: string) => row(id, { Email: `${id}@x.example`, Site: site });

const split = (rows: readonly ReturnType<typeof at>[], touched: readonly string[]) => {
  const companyText = { domain: 'Site' };
  const { dependent, rest } = splitPage({ rows, touch: new Set(touched), companyText });
  return [dependent.map(({ id }) => id), rest.map(({ id }) => id)];
};

describe('splitPage', () => {
  it('keeps a page whole that nothing touches', () => {
    expect(split([at('a', 'a@x.example'), at('b', 'b@x.example')], ['c@x.example'])).toEqual([
      [],
      ['a', 'b'],
    ]);
  });

  it.each([
    ['an address', 'a@x.example'],
    ['a record', 'Contact a'],
  ])('takes rows out that share %s with the page before', (_, name) => {
    expect(split([at('a', 'a@x.example'), at('b', 'b@x.example')], [name])).toEqual([['a'], ['b']]);
  });

  it('takes along what shares an address with a row taken out, both ways, to the end', () => {
    const two = (id: string, ...emails: string[]) =>
      at(id, '', { keys: emails.map((value) => ({ kind: 'email', value })) });
    const rows = [
      two('c', 'b', 'c'),
      two('d', 'd'),
      two('b', 'a', 'b'),
      two('a', 'a'),
      two('e', 'c'),
    ];
    expect(split(rows, ['Contact a'])).toEqual([['c', 'b', 'a', 'e'], ['d']]);
  });

  it('takes every state of a record along', () => {
    expect(split([at('a', 'a@x.example'), at('a', 'b@x.example')], ['a@x.example'])).toEqual([
      ['a', 'a'],
      [],
    ]);
  });

  it('takes a merged record along with the one that took its place', () => {
    const merged = at('b', '', { keys: [], removed: true, mergedInto: toRemoteId('a') });
    expect(split([merged, at('a', 'a@x.example')], ['a@x.example'])).toEqual([['b', 'a'], []]);
  });

  it('takes people out who speak of a company that the page before changed', () => {
    const rows = [lead('a', 'https://www.acme.com'), lead('b', 'other.example')];
    expect(split(rows, ['acme.com'])).toEqual([['a'], ['b']]);
  });
});
