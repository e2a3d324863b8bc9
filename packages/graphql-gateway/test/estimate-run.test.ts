import { toInstant } from '@concord/core/contract';
import { noCounts, type Run } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import { describe, expect, it } from 'vitest';
import { estimateRun } from '../src/estimate-run.ts';
import { findEstimate } from '../src/find-estimate.ts';
import { createShareLoads } from '../src/live/share-loads.ts';

const { aRun, minute } = samples;

const running = (values: Partial<Run> = {}): Run =>
  aRun({
    state: 'running',
    startedAt: minute(0),
    counts: { Contact: { ...noCounts, read: 30 }, Lead: { ...noCounts, read: 10, skipped: 3 } },
    ...values,
  });

describe('estimateRun', () => {
  it('goes by the pace so far where the rest is known', () => {
    const counts = { Contact: { ...noCounts, created: 20, failed: 10, waiting: 10 } };
    const facts = { now: minute(2), remaining: 60, earlierMs: [] };
    expect(estimateRun(running({ kind: 'write', counts }), facts)).toEqual({
      done: 40,
      expected: 100,
      endsAt: minute(5),
    });
  });

  it('goes by earlier runs where it is not', () => {
    const facts = { now: minute(2), remaining: null, earlierMs: [60_000, 600_000, 300_000] };
    expect(estimateRun(running(), facts)).toEqual({ done: 40, expected: null, endsAt: minute(5) });
  });

  it('ends now what already takes longer than usual', () => {
    const facts = { now: minute(9), remaining: null, earlierMs: [60_000] };
    expect(estimateRun(running(), facts)?.endsAt).toBe(minute(9));
  });

  it('says nothing that it does not know', () => {
    const nothing = { now: toInstant(minute(1)), remaining: null, earlierMs: [] };
    expect(estimateRun(running(), nothing)).toEqual({ done: 40, expected: null, endsAt: null });
    const idle = { now: minute(1), remaining: 5, earlierMs: [] };
    expect(estimateRun(running({ kind: 'write', counts: {} }), idle)?.endsAt).toBeNull();
    expect(estimateRun(aRun(), nothing)).toBeNull();
    expect(estimateRun(running({ endedAt: minute(1) }), nothing)).toBeNull();
  });
});

describe('findEstimate', () => {
  const counted = (crmObject: string, mirrored: number) => ({
    crmObject,
    mirrored,
    skipped: 0,
    failed: 0,
    waiting: 0,
    pending: 0,
  });

  const find = (values: Partial<Run>) => {
    const counts = [counted('Contact', 100), counted('Lead', 20)];
    const countObjects = async ([id = '']: readonly string[]) => new Map([[id, counts]]);
    const store = { countObjects, listRuns: async () => ({ items: [], hasNext: false }) };
    const clock = { now: () => minute(2) };
    const context = { store, clock, live: { share: createShareLoads() } } as never;
    return findEstimate(running(values), context);
  };

  it('counts the records that a reprocess has before it', async () => {
    const all = { done: 40, expected: 120, endsAt: minute(6) };
    expect(await find({ kind: 'reprocess' })).toEqual(all);
    const contacts = { Contact: { ...noCounts, read: 20 } };
    const some = { kind: 'reprocess', objects: ['Contact'], counts: contacts } as const;
    expect(await find(some)).toEqual({ done: 20, expected: 100, endsAt: minute(10) });
  });

  it('says of a first read what is done, and no more', async () => {
    expect(await find({ kind: 'read' })).toEqual({ done: 40, expected: null, endsAt: null });
  });
});
