import type { Guarantee, Weakness } from '@concord/core/engine';
import { describe, expect, it } from 'vitest';
import { describePromises, describeWeaknesses } from '../src/commands/describe-guarantees.ts';

const strongest: Guarantee = { update: 'atomic', create: 'uniqueKey', weaknesses: [] };

const open: Weakness = {
  of: 'update',
  reason: 'unconditional-update',
  message: 'It takes any update.',
  remedy: null,
};

const unkeyed: Weakness = {
  of: 'create',
  reason: 'key-missing',
  message: 'There is no key.',
  remedy: 'Create it.',
};

const weak: Guarantee = {
  update: 'compensating',
  create: 'quietPeriod',
  weaknesses: [open, unkeyed],
};

describe('describePromises', () => {
  it('says of each object what keeps edits, and what keeps doubles out', () => {
    const [first, second] = describePromises([
      { object: 'Contact', guarantee: strongest },
      { object: 'companies', guarantee: weak },
    ]);
    expect(first).toBe(
      'Contact: the CRM itself refuses to replace what a person typed (atomic); ' +
        'the CRM itself refuses a second record (uniqueKey)',
    );
    expect(second).toContain('put back (compensating); ');
    expect(second).toContain('after a quiet period (quietPeriod)');
  });
});

describe('describeWeaknesses', () => {
  it('names each cause once, with its objects and what helps', () => {
    expect(
      describeWeaknesses([
        { object: 'companies', guarantee: weak },
        { object: 'contacts', guarantee: { ...weak, weaknesses: [open] } },
      ]),
    ).toEqual([
      'companies, contacts: It takes any update.',
      'companies: There is no key. Create it.',
    ]);
  });

  it('says nothing of the strongest', () => {
    expect(describeWeaknesses([{ object: 'Contact', guarantee: strongest }])).toEqual([]);
  });
});
