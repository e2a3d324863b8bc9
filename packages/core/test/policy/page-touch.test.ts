import { describe, expect, it } from 'vitest';
import { isStale, type PlannedPage, touchOf } from '../../src/policy/index.ts';
import { noPlan } from '../../src/policy/page-facts.ts';
import { link, person, row } from './given.ts';

const page = (
  rows: PlannedPage['rows'],
  { context = {}, plan = {} }: { context?: object; plan?: object } = {},
): PlannedPage => ({
  rows,
  context: { known: [], rivals: [], platform: [], companies: [], links: [], ...context },
  plan: { ...noPlan, rows, ...plan },
});

const at = (id: string, email: string, other: object = {}) => row(id, { Email: email }, other);

const ofA = person({}, { id: 'p1', key: 'a@acme.com', keys: ['a@acme.com'] });

const touch = touchOf(
  page([at('a', 'a@acme.com')], {
    context: { known: [at('a', 'old@acme.com')] },
    plan: { platform: [ofA], links: [link('p1', 'a'), link('p1', 'q', { crmObject: 'Lead' })] },
  }),
);

const b = at('b', 'b@acme.com');

describe('isStale', () => {
  it.each([
    ['a row that the other page has', page([at('a', 'b@acme.com')])],
    ['an address that it has', page([at('b', 'a@acme.com')])],
    ['an address that it took from a record', page([at('b', 'old@acme.com')])],
    ['a record that it has and that takes the place of a row', page([{ ...b, ...into('a') }])],
    ['a record that a row became and that it links', page([{ ...b, ...became('q') }])],
    ['a rival that it has', page([b], { context: { rivals: [at('a', 'b@acme.com')] } })],
    ['an older address of a row', page([b], { context: { known: [at('b', 'a@acme.com')] } })],
    ['a link of a record that it changed', page([b], { context: { links: [link('p1', 'b')] } })],
    ['a record that it changed', page([b], { context: { platform: [{ ...ofA, keys: [] }] } })],
    ['a company that it changed', page([b], { context: { companies: [ofA] } })],
    ['a company that both make', page([b], { plan: { platform: [{ ...ofA, id: 'p9' }] } })],
  ])('notices %s', (_, one) => {
    expect(isStale(one, touch)).toBe(true);
  });

  it('lets a page alone that shares nothing', () => {
    const links = [link('p2', 'c'), link('p3', 'a', { crmObject: 'Account' })];
    const context = { rivals: [at('c', 'c@acme.com')], links };
    expect(isStale(page([b], { context }), touch)).toBe(false);
  });
});

function into(id: string) {
  return { removed: true, mergedInto: at(id, 'a@acme.com').id };
}

function became(id: string) {
  return { continuesAs: { object: 'Lead', id: at(id, 'a@acme.com').id } };
}
