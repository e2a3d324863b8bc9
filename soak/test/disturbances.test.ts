import { describe, expect, it } from 'vitest';
import { createDisturbances } from '../src/disturbances.ts';

describe('disturbances', () => {
  it('excuse whoever began before they were over', async () => {
    const disturbances = createDisturbances(() => 100);
    expect(disturbances.haveMet(50)).toBe(false);
    await disturbances.during(async () => {});
    expect(disturbances.haveMet(100)).toBe(true);
    expect(disturbances.haveMet(101)).toBe(false);
  });

  it('excuse everybody while they last', async () => {
    const disturbances = createDisturbances(() => 100);
    const over = Promise.withResolvers<void>();
    const disturbing = disturbances.during(() => over.promise);
    expect(disturbances.haveMet(1_000)).toBe(true);
    over.resolve();
    await disturbing;
    expect(disturbances.haveMet(1_000)).toBe(false);
  });
});
