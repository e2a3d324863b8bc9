import type { FaultRuleInput } from '@concord/testkit/simulator';
import { describe, expect, it } from 'vitest';
import { askForWrites, type Asked } from './ask-for-writes.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { records } from './records.ts';
import { connectionId, type SyncWorld } from './sync-world.ts';

const complaint = (errorCode: string, message: string): string =>
  JSON.stringify([{ message, errorCode }]);

/** Requests that change records. */
const writes = { path: 'composite', body: '"method":"PATCH"|"records":' };

/** Requests for pages of records. */
const pages = { path: '/queryAll' };

interface FaultCase {
  readonly name: string;
  readonly rules: readonly FaultRuleInput[];
}

const cases: readonly FaultCase[] = [
  {
    name: 'answers lost after commit',
    rules: [{ kind: 'reset', when: 'after', match: writes, times: 3 }],
  },
  { name: 'requests lost on the way', rules: [{ kind: 'reset', match: writes, times: 3 }] },
  {
    name: '500 after commit',
    rules: [
      {
        kind: 'status',
        when: 'after',
        status: 500,
        body: complaint('UNKNOWN_EXCEPTION', 'An unexpected error occurred.'),
        match: writes,
        times: 2,
      },
    ],
  },
  {
    name: '503 for everything for a while',
    rules: [{ kind: 'status', status: 503, body: 'busy', contentType: 'text/plain', times: 4 }],
  },
  {
    name: 'truncated bodies',
    rules: [
      { kind: 'truncate', match: writes, times: 2 },
      { kind: 'truncate', match: pages, times: 1 },
    ],
  },
  {
    name: 'HTML instead of JSON',
    rules: [
      { kind: 'html', when: 'after', match: writes, times: 1 },
      { kind: 'html', match: pages, times: 1 },
    ],
  },
  {
    name: 'broken JSON',
    rules: [
      { kind: 'malformed', when: 'after', match: writes, times: 1 },
      { kind: 'malformed', match: pages, times: 1 },
    ],
  },
  { name: 'locked records', rules: [{ kind: 'lock-row', match: { method: 'WRITE' }, times: 9 }] },
  {
    name: 'the daily limit (R-TIME-6)',
    rules: [
      {
        kind: 'status',
        status: 403,
        body: complaint('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
        match: writes,
        times: 2,
      },
    ],
  },
  {
    name: 'the limit of long requests (R-TIME-6)',
    rules: [
      {
        kind: 'status',
        status: 403,
        body: complaint('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded'),
        match: pages,
        times: 2,
      },
    ],
  },
  {
    name: 'a session that expires in mid-page',
    rules: [
      {
        kind: 'status',
        status: 401,
        body: complaint('INVALID_SESSION_ID', 'Session expired or invalid'),
        match: pages,
        times: 1,
      },
      {
        kind: 'status',
        status: 401,
        body: complaint('INVALID_SESSION_ID', 'Session expired or invalid'),
        match: writes,
        times: 1,
      },
    ],
  },
  { name: 'calls carried out twice', rules: [{ kind: 'duplicate', match: writes, times: 4 }] },
  {
    name: 'calls carried out after we gave them up',
    rules: [{ kind: 'zombie', match: writes, delayMs: 400, times: 2 }],
  },
];

/** Each person asked for stands in Salesforce exactly as the rules want it. */
function expectAllWritten(world: SyncWorld, { fresh }: Asked): void {
  for (const email of fresh) {
    const found = records(world, 'Contact', { Email: email });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ LastName: 'New', FirstName: 'Ada' });
    expect(found[0]?.['AccountId']).not.toBeNull();
  }
}

describe('a cycle that meets', () => {
  it.each(cases)(
    '$name loses, doubles and overwrites nothing (R-DUP-1, R-ERR-2)',
    async ({ rules }) => {
      const created = await openSyncWorld();
      const asked = await askForWrites(created);
      for (const rule of rules) created.simulator.faults.add(rule);
      await created.settle();
      const struck = created.simulator.faults.list().map(({ struck: times }) => times);
      expect(Math.min(...struck), 'every fault struck').toBeGreaterThan(0);
      expectAllWritten(created, asked);
      expect(await created.promises()).toMatchObject({
        overwritten: 0,
        doubled: 0,
        groupsTouchedTwice: 0,
      });
      const failed = { connectionId, statuses: ['failed', 'waiting'] } as const;
      expect(await created.store.countOutcomes(failed)).toBe(0);
    },
    60_000,
  );
});
