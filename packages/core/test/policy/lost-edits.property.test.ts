import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/contract/index.ts';
import type { FieldValue, FieldVersion } from '../../src/contract/index.ts';
import { isEmpty, lostEdits } from '../../src/policy/index.ts';
import { description, field } from './given.ts';

const described = description(field('Title'));

/** One field of a CRM that takes any change and remembers all of them, newest first. */
const createField = (before: FieldValue) => {
  const versions: FieldVersion[] = before === null ? [] : [version(before, true)];
  return {
    versions,
    held: (): FieldValue => versions[0]?.value ?? null,
    set: (value: FieldValue, ours: boolean) => void versions.unshift(version(value, ours)),
  };
};

const version = (value: FieldValue, ours: boolean): FieldVersion => ({
  value,
  at: toInstant(0),
  ours,
});

/** What people do before each of our steps; `lost` steps never reach the CRM, as when we die. */
const steps = fc.array(
  fc.record({
    edits: fc.array(fc.constantFrom<FieldValue>(null, 'a', 'b', 'c', 'before'), { maxLength: 3 }),
    arrives: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

const stories = fc.record({ before: fc.constantFrom<FieldValue>(null, 'before'), steps });

/** Our update and all that puts back what it replaced, with people at work in between. */
const live = ({ before, steps: all }: typeof stories extends fc.Arbitrary<infer T> ? T : never) => {
  const crm = createField(before);
  let newest: FieldValue | undefined;
  const edit = (edits: readonly FieldValue[]) => {
    for (const value of edits) {
      crm.set(value, false);
      newest = value;
    }
  };
  const look = () =>
    lostEdits({
      plan: {
        object: 'task',
        fields: { Title: 'ours' },
        before: { Title: before },
        verdicts: [{ crmField: 'Title', platformField: null, verdict: 'managed' }],
      },
      history: { Title: crm.versions },
      description: described,
    })['Title'];
  let value: FieldValue | undefined = 'ours';
  for (const step of all) {
    edit(step.edits);
    if (step.arrives && value !== undefined) crm.set(value, true);
    value = look();

    expect(value === undefined || value === newest).toBe(true);
  }
  let rounds = 0;
  for (; value !== undefined && rounds < 9; rounds += 1) {
    crm.set(value, true);
    value = look();
  }
  return { crm, newest, rounds };
};

describe('an update that is verified by the history', () => {
  it('never loses what a person typed last (R-OVERWRITE-7)', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { crm, newest } = live(story);
        const isOwed = newest !== undefined && !isEmpty(newest) && newest !== story.before;
        if (isOwed) expect(crm.held()).toBe(newest);
      }),
      { numRuns: 5_000 },
    );
  });

  it('ends once people do, with one more write at most (R-OVERWRITE-7)', () => {
    fc.assert(
      fc.property(stories, (story) => {
        expect(live(story).rounds).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves whatever somebody did after our last write (R-OVERWRITE-7)', () => {
    fc.assert(
      fc.property(stories, fc.constantFrom<FieldValue>(null, 'a', 'z'), (story, last) => {
        const { crm } = live(story);
        crm.set(last, false);
        const lost = lostEdits({
          plan: {
            object: 'task',
            fields: { Title: 'ours' },
            before: { Title: story.before },
            verdicts: [],
          },
          history: { Title: crm.versions },
          description: described,
        });
        expect(lost).toEqual({});
      }),
    );
  });
});
