import { toInstant, toRemoteId } from '@concord/core/contract';
import type { FieldDescription, Fields } from '@concord/core/contract';
import { planUndo } from '@concord/core/policy';
import type { DoneWrite, UndoFacts } from '@concord/core/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const field = (name: string, more: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  label: name,
  type: 'text',
  remoteType: 'string',
  custom: false,
  creatable: true,
  updatable: true,
  required: false,
  unique: false,
  maxLength: null,
  choices: null,
  restricted: false,
  mapInstead: null,
  ...more,
});

const names = ['A', 'B', 'Street', 'City'];

const holds = (fields: Fields) => ({
  id: toRemoteId('1'),
  fields,
  modifiedAt: toInstant('2026-01-01T00:00:00Z'),
  revision: 'r1',
  removed: false,
  mergedInto: null,
});

const update = (written: Fields, before: Fields): DoneWrite => ({
  status: 'updated',
  written,
  before,
});

const facts = (writes: readonly DoneWrite[], held: Fields, more: Partial<UndoFacts> = {}) => ({
  writes,
  current: holds(held),
  description: {
    allows: { read: true, create: true, update: true, remove: true },
    fields: names.map((name) => field(name)),
  },
  units: [['Street', 'City']],
  keeps: [],
  isTouched: null,
  ...more,
});

const verdictsOf = (given: UndoFacts) => {
  const decision = planUndo(given);
  if (decision.kind === 'remove') throw new Error('a removal has no verdicts');
  return Object.fromEntries(decision.verdicts.map((one) => [one.crmField, one.verdict]));
};

describe('planUndo', () => {
  it('gives back what a field held if it holds what we wrote', () => {
    const given = facts([update({ A: 'x', B: 'y' }, { A: null, B: 'old' })], { A: 'x', B: 'y' });
    expect(planUndo(given)).toMatchObject({
      kind: 'update',
      fields: { A: null, B: 'old' },
      before: { A: 'x', B: 'y' },
      guarded: true,
    });
  });

  it('leaves a field that somebody changed', () => {
    const given = facts([update({ A: 'x', B: 'y' }, { A: null, B: null })], { A: 'typed', B: 'y' });
    expect(verdictsOf(given)).toEqual({ A: 'changed-since', B: 'undone' });
    expect(planUndo(given)).toMatchObject({ fields: { B: null } });
  });

  it('leaves an address whole where somebody changed a part (R-OVERWRITE-5)', () => {
    const writes = [update({ Street: 's', City: 'c', A: 'x' }, {})];
    const given = facts(writes, { Street: 's', City: 'typed', A: 'x' });
    expect(verdictsOf(given)).toEqual({
      Street: 'unit-kept',
      City: 'changed-since',
      A: 'undone',
    });
  });

  it('goes back write by write, as far as each holds', () => {
    const writes = [update({ A: '3' }, { A: '2' }), update({ A: '1' }, { A: null })];
    expect(planUndo(facts(writes, { A: '3' }))).toMatchObject({ fields: { A: '2' } });
    const chain = [update({ A: '2' }, { A: '1' }), update({ A: '1' }, { A: null })];
    expect(planUndo(facts(chain, { A: '2' }))).toMatchObject({ fields: { A: null } });
  });

  it('says what it may not write, or not empty', () => {
    const writes = [update({ A: 'x', B: 'y' }, { A: null, B: null })];
    const fields = [field('A', { updatable: false }), field('B')];
    const { description } = facts([], {});
    const given = facts(writes, { A: 'x', B: 'y' }, { keeps: ['B'] });
    expect(verdictsOf({ ...given, description: { ...description, fields } })).toEqual({
      A: 'not-writable',
      B: 'not-writable',
    });
  });

  it('gives a field that cannot be emptied its old value back', () => {
    const given = facts([update({ A: 'x' }, { A: 'old' })], { A: 'x' }, { keeps: ['A'] });
    expect(planUndo(given)).toMatchObject({ fields: { A: 'old' } });
  });

  it('leaves what it is not shown', () => {
    const given = facts([update({ A: null, B: 'x' }, { A: 'old', B: null })], { B: 'x' });
    expect(verdictsOf(given)).toEqual({ A: 'not-readable', B: 'undone' });
  });

  it('says of what is back already that it is the same', () => {
    const given = facts([update({ A: 'x' }, { A: 'old' })], { A: 'old' });
    expect(planUndo(given)).toMatchObject({ kind: 'skip', reason: 'nothing-to-write' });
    expect(verdictsOf(given)).toEqual({ A: 'same' });
  });

  it('looks at what was held before the oldest of the writes', () => {
    const writes = [update({ A: '3' }, { A: '2' }), update({ A: '1' }, { A: null })];
    expect(verdictsOf(facts(writes, { A: null }))).toEqual({ A: 'same' });
    const thereAndBack = [update({ A: '2' }, { A: '1' }), update({ A: '1' }, { A: '2' })];
    expect(verdictsOf(facts(thereAndBack, { A: '2' }))).toEqual({ A: 'same' });
  });

  it('keeps a record of ours in which something is hidden from us', () => {
    const writes: DoneWrite[] = [{ status: 'created', written: { A: 'x', B: 'y' }, before: {} }];
    expect(planUndo(facts(writes, { A: 'x' }, { isTouched: false }))).toMatchObject({
      kind: 'skip',
      reason: 'touched-since',
    });
  });

  it('makes nothing again that we removed', () => {
    const removed: DoneWrite = { status: 'removed', written: {}, before: { A: 'x' } };
    const given = facts([removed, update({ A: 'x' }, { A: null })], { A: 'x' });
    expect(planUndo(given)).toMatchObject({ kind: 'skip', reason: 'not-undoable' });
  });

  it('removes what we created only if nobody touched it', () => {
    const writes: DoneWrite[] = [{ status: 'created', written: { A: 'x' }, before: {} }];
    const ended = (isTouched: boolean | null, A = 'x') => {
      const decision = planUndo(facts(writes, { A }, { isTouched }));
      return decision.kind === 'skip' ? decision.reason : decision.kind;
    };
    expect(ended(false)).toBe('remove');
    expect(planUndo(facts(writes, { A: 'x' }, { isTouched: false }))).toMatchObject({
      before: { A: 'x' },
    });
    expect(ended(true)).toBe('touched-since');
    expect(ended(false, 'typed')).toBe('touched-since');
    expect(ended(null)).toBe('not-undoable');
    expect(planUndo({ ...facts(writes, {}), current: null })).toMatchObject({
      reason: 'removed-in-crm',
    });
  });

  it('changes no value that is not ours', () => {
    const value = fc.constantFrom('1', '2', '3', null);
    const some = fc.record({ A: value, B: value }, { requiredKeys: [] });
    const write = fc.tuple(some, some).map(([written, before]) => update(written, before));
    const all = fc.tuple(fc.array(write, { maxLength: 3 }), fc.record({ A: value, B: value }));
    fc.assert(
      fc.property(all, ([writes, held]) => {
        const decision = planUndo(facts(writes, held));
        const fields = decision.kind === 'update' ? decision.fields : {};
        for (const name of Object.keys(fields)) {
          const ours = writes.map(({ written }) => written[name]);
          expect(ours).toContain(held[name as 'A']);
        }
      }),
    );
  });
});
