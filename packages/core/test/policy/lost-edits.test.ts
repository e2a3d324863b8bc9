import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/contract/index.ts';
import type { FieldHistory, FieldValue, FieldVersion } from '../../src/contract/index.ts';
import { isAsPlanned, lostEdits, markRestored, withoutRestored } from '../../src/policy/index.ts';
import type { Verdict } from '../../src/policy/index.ts';
import { description, field } from './given.ts';

const described = description(
  field('Title'),
  field('Phone'),
  field('Street'),
  field('City'),
  field('Employees', { type: 'number' }),
  field('Status', { type: 'choice', choices: ['Open', 'Held', 'Done'], doneChoices: ['Done'] }),
);

const at = toInstant(0);
const ours = (value: FieldValue): FieldVersion => ({ value, at, ours: true });
const theirs = (value: FieldValue): FieldVersion => ({ value, at, ours: false });

const lost = (
  history: FieldHistory,
  given: {
    readonly before?: FieldValue;
    readonly verdict?: Verdict;
    readonly object?: 'person' | 'task';
  } = {},
) => {
  const { before = null, verdict = 'fill', object = 'person' } = given;
  const names = Object.keys(history);
  return lostEdits({
    plan: {
      object,
      fields: Object.fromEntries(names.map((name) => [name, 'ours'])),
      before: Object.fromEntries(names.map((name) => [name, before])),
      verdicts: names.map((crmField) => ({ crmField, platformField: null, verdict })),
    },
    history,
    description: described,
  });
};

describe('lostEdits', () => {
  it('finds what a person typed under our write (R-OVERWRITE-7)', () => {
    expect(lost({ Title: [ours('ours'), theirs('typed'), theirs(null)] })).toEqual({
      Title: 'typed',
    });
    expect(lost({ Title: [ours('ours'), theirs('typed')] })).toEqual({ Title: 'typed' });
  });

  it('takes the newest of several (R-OVERWRITE-7)', () => {
    const history = [ours('ours'), theirs('second'), theirs('first'), ours('ours'), theirs('none')];
    expect(lost({ Title: history })).toEqual({ Title: 'second' });
  });

  it('has lost nothing where nobody typed (R-OVERWRITE-7)', () => {
    expect(lost({ Title: [ours('ours')] })).toEqual({});
    expect(lost({ Title: [ours('ours'), theirs(''), theirs('old')] })).toEqual({});
    expect(lost({ Title: [] })).toEqual({});
  });

  it('leaves alone what somebody set after our write (R-OVERWRITE-7)', () => {
    expect(lost({ Title: [theirs('later'), ours('ours'), theirs('typed')] })).toEqual({});
    expect(lost({ Title: [theirs(null), ours('ours'), theirs('typed')] })).toEqual({});
  });

  it('does not bring back what somebody cleared (R-OVERWRITE-7)', () => {
    const history = [ours('ours'), theirs(''), theirs('typed'), ours('before')];
    expect(lost({ Title: history }, { before: 'before' })).toEqual({});
  });

  it('is content once the value is in force again (R-OVERWRITE-7)', () => {
    expect(lost({ Title: [ours('typed'), ours('ours'), theirs('typed')] })).toEqual({});
    expect(lost({ Employees: [ours('7.0'), ours(5), theirs('7')] })).toEqual({});
  });

  it('finds what was typed while a value was put back (R-OVERWRITE-7)', () => {
    const history = [ours('first'), theirs('second'), ours('ours'), theirs('first')];
    expect(lost({ Title: history })).toEqual({ Title: 'second' });
  });

  it('looks no further back than what was planned upon (R-OVERWRITE-7)', () => {
    const history = [ours('ours'), ours('before'), theirs('older')];
    expect(lost({ Title: history }, { before: 'before', object: 'task' })).toEqual({});
    expect(lost({ Title: history }, { before: 'older' })).toEqual({});
  });

  it('keeps a product field up to date whoever edits it (R-OVERWRITE-3)', () => {
    const history = { Title: [ours('ours'), theirs('typed')] };
    expect(lost(history, { verdict: 'managed' })).toEqual({});
    expect(lost(history, { verdict: 'managed', object: 'task' })).toEqual({ Title: 'typed' });
  });

  it('opens no task again that is done here (R-TASK-3)', () => {
    const given = { before: 'Open', object: 'task', verdict: 'managed' } as const;
    expect(lost({ Status: [ours('Done'), theirs('Held'), theirs('Open')] }, given)).toEqual({});
    expect(lost({ Status: [ours('Held'), theirs('Done'), theirs('Open')] }, given)).toEqual({
      Status: 'Done',
    });
  });

  it('gives back what was typed into a field that is hidden by now (R-OVERWRITE-7)', () => {
    const history = { Hidden: [ours('ours'), theirs('typed')] };
    expect(lost(history)).toEqual({ Hidden: 'typed' });
  });
});

describe('isAsPlanned', () => {
  const units = [['Street', 'City']];
  const facts = { description: described, units };

  it('notices a field that was filled since (R-OVERWRITE-7)', () => {
    const before = { Title: null, Phone: '1' };
    expect(isAsPlanned({ ...facts, before, held: { Title: '', Phone: '1' } })).toBe(true);
    expect(isAsPlanned({ ...facts, before, held: { Title: 'typed', Phone: '1' } })).toBe(false);
    expect(isAsPlanned({ ...facts, before, held: { Title: null, Phone: null } })).toBe(false);
  });

  it('notices another part of an address (R-OVERWRITE-5)', () => {
    const before = { City: null };
    expect(isAsPlanned({ ...facts, before, held: { City: null, Street: null } })).toBe(true);
    expect(isAsPlanned({ ...facts, before, held: { City: null, Street: 'typed' } })).toBe(false);
    const other = { before: { Title: null }, held: { Title: null, Street: 'typed' } };
    expect(isAsPlanned({ ...facts, ...other })).toBe(true);
  });
});

describe('markRestored', () => {
  it('tells which fields a person has back (R-OVERWRITE-7)', () => {
    const fill = { platformField: null, verdict: 'fill' } as const;
    const verdicts = markRestored(
      [
        { crmField: 'Title', ...fill },
        { crmField: 'Phone', ...fill },
      ],
      { Title: 'typed' },
    );
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['restored', 'fill']);
    expect(withoutRestored({ Title: 'typed', Phone: 'ours' }, verdicts)).toEqual({ Phone: 'ours' });
  });
});
