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
});
