import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TieBreakRule, toInstant, toRemoteId } from '../../src/contract/index.ts';
import { breakTie, type TieCandidate } from '../../src/policy/index.ts';

const latest: TieBreakRule[] = [{ prefer: 'latest', of: 'modifiedAt' }];
const olderRule: TieBreakRule[] = [{ prefer: 'most', of: 'contactCount' }, ...latest];

const candidate = (id: string, day: number, contactCount?: number): TieCandidate => ({
  id: toRemoteId(id),
  modifiedAt: toInstant(Date.UTC(2026, 2, day)),
  signals: contactCount === undefined ? {} : { contactCount },
});

describe('breakTie', () => {
  it.each([
    { given: [candidate('a', 1)], rules: latest, winner: 'a', by: 'only' },
    {
      given: [candidate('a', 1), candidate('b', 2)],
      rules: latest,
      winner: 'b',
      by: 'latest modifiedAt',
    },
    {
      given: [candidate('b', 2), candidate('a', 2)],
      rules: latest,
      winner: 'a',
      by: 'smallest id',
    },
    { given: [candidate('b', 1), candidate('a', 2)], rules: [], winner: 'a', by: 'smallest id' },
  ])('updates the one modified last: $winner by $by (R-DUP-3)', ({ given, rules, winner, by }) => {
    const choice = breakTie(given, rules);
    expect(choice?.winner.id).toBe(winner);
    expect(choice?.decidedBy).toBe(by);
  });

  it.each([
    {
      given: [candidate('a', 9, 1), candidate('b', 1, 3)],
      winner: 'b',
      by: 'most contactCount',
    },
    {
      given: [candidate('a', 9, 3), candidate('b', 1, 3), candidate('c', 10, 1)],
      winner: 'a',
      by: 'latest modifiedAt',
    },
    { given: [candidate('a', 9), candidate('b', 1, 1)], winner: 'b', by: 'most contactCount' },
    { given: [candidate('a', 1), candidate('b', 2, 0)], winner: 'b', by: 'latest modifiedAt' },
  ])('weighs contacts first by the older rule: $winner (R-DUP-4)', ({ given, winner, by }) => {
    const choice = breakTie(given, olderRule);
    expect(choice?.winner.id).toBe(winner);
    expect(choice?.decidedBy).toBe(by);
  });

  it('prefers the earliest and the least where a rule says so', () => {
    const given = [candidate('a', 3, 1), candidate('b', 1, 2), candidate('c', 1, 1)];
    const rules: TieBreakRule[] = [
      { prefer: 'earliest', of: 'modifiedAt' },
      { prefer: 'least', of: 'contactCount' },
    ];
    expect(breakTie(given, rules)).toMatchObject({
      winner: { id: 'c' },
      decidedBy: 'least contactCount',
    });
  });

  it('names the losers by id (R-DUP-3)', () => {
    const choice = breakTie([candidate('c', 1), candidate('a', 1), candidate('b', 2)], latest);
    expect(choice?.losers.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('has no choice to make among none', () => {
    expect(breakTie([], latest)).toBeNull();
  });

  it('reads no signal from a prototype', () => {
    const rules: TieBreakRule[] = [{ prefer: 'most', of: 'constructor' }];
    expect(breakTie([candidate('b', 1), candidate('a', 1)], rules)?.winner.id).toBe('a');
  });

  it('chooses the same whatever order they come in (R-DUP-3)', () => {
    const candidates = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 3 }).map(toRemoteId),
        modifiedAt: fc.integer({ min: 1, max: 3 }).map((day) => toInstant(Date.UTC(2026, 0, day))),
        signals: fc.oneof(
          fc.constant({}),
          fc.record({ contactCount: fc.integer({ min: 0, max: 2 }) }),
        ),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
    );
    const shuffled = candidates.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(latest, olderRule, []), ([given, other], rules) => {
        expect(breakTie(other, rules)).toEqual(breakTie(given, rules));
      }),
    );
  });
});
