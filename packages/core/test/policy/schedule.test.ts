import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/contract/index.ts';
import { defaultSettings } from '../../src/platform/index.ts';
import type { Lease, LeaseMode } from '../../src/ports/index.ts';
import { planSchedule, type ScheduleFacts } from '../../src/policy/index.ts';
import { connection, earlier, now } from './given.ts';

const at = (minutes: number) => toInstant(Date.parse(now) + minutes * 60_000);

const lease = (mode: LeaseMode, until = at(1)): Lease => ({
  resource: 'connection:sf',
  mode,
  holder: 'one',
  epoch: 1,
  since: earlier,
  until,
});

const schedule = (other: Partial<ScheduleFacts> = {}) =>
  planSchedule({
    connection: connection(),
    lease: null,
    now,
    queuedRead: false,
    writesDueAt: now,
    queuedBackground: false,
    daily: ['reconcile'],
    ...other,
  });

const run = { kind: 'run' };
const hold = (reason: string, until: string | null = null) => ({ kind: 'hold', reason, until });

describe('planSchedule', () => {
  it('reads every 15 minutes from the last beginning (R-TIME-1)', () => {
    const begun = (minutes: number) =>
      schedule({ connection: connection({ lastReadAt: at(-minutes) }) }).read;
    expect(begun(14)).toEqual({ kind: 'later', at: at(1) });
    expect(begun(15)).toEqual(run);
    expect(begun(300)).toEqual(run);
  });

  it('reads as often as the setting says (R-TIME-1)', () => {
    const settings = { ...defaultSettings, readEveryMinutes: 60 };
    expect(schedule({ connection: connection({ settings, lastReadAt: at(-30) }) }).read).toEqual({
      kind: 'later',
      at: at(30),
    });
  });

  it('reads at once the first time and when asked (R-TIME-1)', () => {
    expect(schedule({ connection: connection({ lastReadAt: null }) }).read).toEqual(run);
    const asked = { connection: connection({ lastReadAt: now }), queuedRead: true };
    expect(schedule(asked).read).toEqual(run);
  });

  it('never reads beside a read (R-TIME-1)', () => {
    expect(schedule({ lease: lease('read'), queuedRead: true }).read).toEqual(
      hold('read-running', at(1)),
    );
  });

  it('holds writes while a read runs, and reads while a write does (R-TIME-5)', () => {
    expect(schedule({ lease: lease('read') }).write).toEqual(hold('read-running', at(1)));
    expect(schedule({ lease: lease('write') })).toMatchObject({
      read: hold('write-running', at(1)),
      write: hold('write-running', at(1)),
    });
  });

  it('goes on by itself after a crash (R-TIME-5)', () => {
    expect(schedule({ lease: lease('read', now) })).toMatchObject({ read: run, write: run });
  });

  it('writes what is due', () => {
    expect(schedule({ writesDueAt: null }).write).toEqual({ kind: 'later', at: null });
    expect(schedule({ writesDueAt: at(5) }).write).toEqual({ kind: 'later', at: at(5) });
    expect(schedule({ writesDueAt: at(-5) }).write).toEqual(run);
  });

  it('waits for a new login (R-ERR-4)', () => {
    const state = 'needs-reconnect';
    expect(schedule({ connection: connection({ state }) })).toMatchObject({
      read: hold(state),
      write: hold(state),
    });
  });

  it('waits while the CRM asks us to slow down (R-TIME-6)', () => {
    const paced = (until: number) =>
      schedule({ connection: connection({ hold: { reason: 'rate-limited', until: at(until) } }) });
    expect(paced(3).write).toEqual(hold('rate-limited', at(3)));
    expect(paced(3).read).toEqual(hold('rate-limited', at(3)));
    expect(paced(0)).toMatchObject({ read: run, write: run });
  });

  it('obeys its switches', () => {
    const off = connection({ reading: false, writing: false });
    expect(schedule({ connection: off })).toMatchObject({
      read: hold('reading-off'),
      write: hold('writing-off'),
    });
    expect(schedule({ connection: connection({ state: 'paused' }) }).read).toEqual(hold('paused'));
  });

  const idle = { writesDueAt: null, connection: connection({ lastReadAt: now }) };
  const dayAgo = at(-24 * 60);

  it('goes through the mirror when asked and nothing else is due (R-TIME-3)', () => {
    expect(schedule({ ...idle, queuedBackground: true }).background).toEqual(run);
  });

  it('never lets that go before a read or a write (R-TIME-3)', () => {
    const asked = { ...idle, queuedBackground: true };
    const reading = schedule({ ...asked, queuedRead: true });
    expect(reading).toMatchObject({ read: run, background: hold('read-due') });
    const writing = schedule({ ...asked, writesDueAt: now });
    expect(writing).toMatchObject({ write: run, background: hold('write-due') });
    expect(schedule({ ...asked, lease: lease('read') }).background).toEqual(
      hold('read-running', at(1)),
    );
  });

  it('is not kept from the mirror by writes that are off (R-TIME-3)', () => {
    const quiet = connection({ lastReadAt: now, writing: false });
    const asked = { connection: quiet, queuedBackground: true, writesDueAt: now };
    expect(schedule(asked).background).toEqual(run);
  });

  it('leaves the mirror alone while reading is off (R-TIME-3)', () => {
    const off = connection({ lastReadAt: now, reading: false });
    expect(schedule({ ...idle, connection: off, queuedBackground: true }).background).toEqual(
      hold('reading-off'),
    );
  });

  it('compares the mirror with the CRM once a day, after the first read', () => {
    const compared = (other: Parameters<typeof connection>[0]) =>
      schedule({ ...idle, connection: connection({ lastReadAt: now, ...other }) }).background;
    expect(compared({ lastReconciledAt: dayAgo })).toEqual(run);
    expect(compared({ lastReconciledAt: now })).toEqual({ kind: 'later', at: at(24 * 60) });
    expect(compared({ createdAt: dayAgo })).toEqual(run);
    expect(compared({ createdAt: now })).toEqual({ kind: 'later', at: at(24 * 60) });
    expect(compared({ createdAt: dayAgo, lastReadAt: null })).toEqual({ kind: 'later', at: null });
  });

  it('asks for associations once a day, where there are any (R-TIME-2)', () => {
    const asked = (other: Parameters<typeof connection>[0]) => {
      const done = { lastReadAt: now, lastReconciledAt: now, ...other };
      return schedule({ ...idle, daily, connection: connection(done) }).background;
    };
    const daily = ['reconcile', 'associations'] as const;
    expect(asked({ lastAssociatedAt: dayAgo })).toEqual(run);
    expect(asked({ lastAssociatedAt: at(-60) })).toEqual({ kind: 'later', at: at(23 * 60) });
    expect(asked({ lastAssociatedAt: now, lastReconciledAt: dayAgo })).toEqual(run);
    expect(asked({ createdAt: dayAgo })).toEqual(run);
    const settled = connection({ lastReadAt: now, lastReconciledAt: now });
    expect(schedule({ ...idle, connection: settled }).background).toMatchObject({ kind: 'later' });
  });
});
