import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/contract/index.ts';
import { automationFields } from '../../src/engine/automation-fields.ts';
import type { SyncOptions } from '../../src/engine/engine.ts';
import { now, person } from '../policy/given.ts';

const before = toInstant('2026-03-20T10:00:00.000Z');

const ran = (options: SyncOptions, held: Record<string, string> | null = null) =>
  automationFields('person', held === null ? null : person(held), { options, now });

describe('automationFields', () => {
  it('marks the first and the latest play (R-OVERWRITE-3)', () => {
    expect(ran({ play: 'Spring' })).toEqual({
      initialPlay: 'Spring',
      initialPlayAt: now,
      mostRecentPlay: 'Spring',
      mostRecentPlayAt: now,
    });
    expect(ran({ play: 'Summer' }, { initialPlay: 'Spring' })).toEqual({
      mostRecentPlay: 'Summer',
      mostRecentPlayAt: now,
    });
  });

  it('marks what a company has fields for (R-OVERWRITE-3)', () => {
    const options = { play: 'Spring', sequence: 'Hello', sequenceStatus: 'Finished' };
    expect(automationFields('company', null, { options, now })).toEqual({
      initialPlay: 'Spring',
      initialPlayAt: now,
      mostRecentPlay: 'Spring',
    });
  });

  it('marks an enrolment (R-OVERWRITE-3)', () => {
    expect(ran({ sequence: 'Hello' })).toEqual({
      initialSequence: 'Hello',
      initialSequenceAt: now,
      mostRecentSequence: 'Hello',
      mostRecentSequenceAt: now,
    });
  });

  it('tells the first and the latest step, not an enrolment anew (R-OVERWRITE-3)', () => {
    const held = { initialSequence: 'Hello', mostRecentSequence: 'Hello' };
    expect(ran({ sequence: 'Hello', sequenceStepAt: now }, held)).toEqual({
      initialSequenceStepAt: now,
      mostRecentSequence: 'Hello',
      mostRecentSequenceStepAt: now,
    });
    const stepped = { ...held, initialSequenceStepAt: before, mostRecentSequenceStepAt: before };
    expect(ran({ sequenceStepAt: now }, stepped)).toEqual({ mostRecentSequenceStepAt: now });
  });

  it('keeps a later step that was told of before (R-OVERWRITE-3)', () => {
    const held = {
      initialSequenceStepAt: before,
      mostRecentSequence: 'Hello',
      mostRecentSequenceStepAt: now,
    };
    expect(ran({ sequenceStepAt: before }, held)).toEqual({ mostRecentSequenceStepAt: now });
    expect(ran({ sequence: 'Bye', sequenceStepAt: before }, held)).toMatchObject({
      mostRecentSequenceStepAt: before,
    });
  });

  it('tells the latest status and the first and latest reply (R-MAP-7)', () => {
    const options = {
      sequenceStatus: 'Replied',
      replyClassification: 'Positive',
      replyTags: ['Pricing', 'Timing'],
    };
    expect(ran(options)).toEqual({
      mostRecentSequenceStatus: 'Replied',
      initialReplyClassification: 'Positive',
      mostRecentReplyClassification: 'Positive',
      initialReplyTags: 'Pricing, Timing',
      mostRecentReplyTags: 'Pricing, Timing',
    });
    const held = { initialReplyClassification: 'Objection', initialReplyTags: 'Budget' };
    expect(ran(options, held)).toEqual({
      mostRecentSequenceStatus: 'Replied',
      mostRecentReplyClassification: 'Positive',
      mostRecentReplyTags: 'Pricing, Timing',
    });
  });

  it('says nothing of what was not told (R-OVERWRITE-5)', () => {
    expect(ran({ play: null, sequence: null, sequenceStepAt: null, replyTags: [] })).toEqual({});
    expect(ran({})).toEqual({});
  });
});
