import { describe, expect, it } from 'vitest';
import type { LeaseRow } from '../src/database.ts';
import { watchTakeovers } from '../src/takeovers.ts';

const lease = (epoch: number): LeaseRow => ({
  resource: 'connection:c1',
  mode: 'write',
  holder: 'host:1:a',
  epoch,
  until: new Date(30_000).toISOString(),
  released: false,
});

describe('watchTakeovers', () => {
  it('counts from the death of a holder to the next lease', () => {
    const watch = watchTakeovers(() => 0);
    watch.silenced(lease(1), 5_000);
    watch.look([lease(1)], 20_000);
    watch.look([lease(2)], 37_000);
    expect(watch.took).toEqual([32_000]);
    expect(watch.late).toEqual([]);
  });

  it('says so when nobody takes a lease in time', () => {
    const watch = watchTakeovers(() => 0);
    watch.silenced(lease(1), 5_000);
    watch.look([lease(1)], 45_001);
    expect(watch.late).toEqual(['connection:c1: nobody for 15 s']);
  });

  it('gives a server that was away its time', () => {
    const watch = watchTakeovers(() => 0);
    watch.silenced(lease(1), 5_000);
    watch.disturbed(40_000);
    watch.look([lease(1)], 54_000);
    expect(watch.late).toEqual([]);
  });

  it('leaves out a lease that was given back', () => {
    const watch = watchTakeovers(() => 0);
    watch.silenced(lease(1), 5_000);
    watch.look([{ ...lease(1), released: true }], 6_000);
    watch.look([lease(2)], 40_000);
    expect(watch.took).toEqual([]);
    expect(watch.watched()).toBe(0);
  });

  it('counts from the last renewal that was on its way', () => {
    const watch = watchTakeovers(() => 0);
    watch.silenced(lease(1), 5_000);
    watch.look([{ ...lease(1), until: new Date(60_000).toISOString() }], 6_000);
    watch.look([lease(1)], 74_000);
    expect(watch.late).toEqual([]);
    watch.look([lease(1)], 75_001);
    expect(watch.late).toHaveLength(1);
  });

  it('allows what the machine took since the holder fell silent', () => {
    const watch = watchTakeovers((since) => (since === 5_000 ? 10_000 : 0));
    watch.silenced(lease(1), 5_000);
    watch.look([lease(1)], 55_000);
    expect(watch.late).toEqual([]);
    watch.look([lease(1)], 55_001);
    expect(watch.late).toHaveLength(1);
  });
});
