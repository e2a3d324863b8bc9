import { describe, expect, it } from 'vitest';
import { describePermission } from '../src/commands/describe-permission.ts';

const permission = { name: 'View All Records on Contact', neededFor: 'Finding all.' } as const;

describe('describePermission', () => {
  it('says no more of one that is granted', () => {
    expect(describePermission({ ...permission, state: 'granted', remedy: null })).toEqual([
      '✓ View All Records on Contact: granted',
    ]);
  });

  it.each([
    ['missing', '✗ View All Records on Contact: missing'],
    ['unknown', '? View All Records on Contact: not known, the CRM does not let us look'],
  ] as const)('says what one that is %s is for, and the remedy (R-ERR-5)', (state, first) => {
    expect(describePermission({ ...permission, state, remedy: 'Tick it.' })).toEqual([
      first,
      '    needed for: Finding all.',
      '    Tick it.',
    ]);
  });
});
