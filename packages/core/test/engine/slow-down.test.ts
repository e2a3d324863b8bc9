import { createSyncError } from '@concord/core/contract';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';

const tooMany = (retryAfterMs: number) =>
  createSyncError('create Person: too many requests', {
    code: 'rate-limited',
    retry: 'later',
    effect: 'none',
    retryAfterMs,
    remote: { status: 429, code: null, message: null },
  });

/** A person to be created in a CRM that refuses it until told otherwise. */
const refusing = async (retryAfterMs: number) => {
  const crm = createMemoryCrm();
  const write = crm.connector.objects['Person']?.write;
  if (write === undefined) throw new Error('people are written');
  const { call } = write.create;
  let asked = 0;
  const refuse = () => {
    asked += 1;
    return Promise.reject(tooMany(retryAfterMs));
  };
  Object.assign(write.create, { call: refuse });
  const world = await createWorld({ crm });
  await world.person('a@acme.com', { lastName: 'Lee' });
  const relent = () => Object.assign(write.create, { call });
  const holdMs = async () => {
    const { hold } = await world.engine.activityOf(connectionId);
    return hold?.until == null ? 0 : Date.parse(hold.until) - Date.parse(world.clock.now());
  };
  const created = () => world.crm.state.all('Person').length;
  return { world, relent, holdMs, created, asked: () => asked };
};

const hour = 3_600_000;

describe('a CRM that asks to slow down', () => {
  it.each([
    ['a burst', 10_000],
    ['a day', 9 * hour],
  ])('is left alone as long as it asks, after %s (R-TIME-6)', async (_, askedMs) => {
    const { world, relent, holdMs, created } = await refusing(askedMs);
    await world.write();
    expect(await holdMs()).toBe(askedMs);
    relent();
    await world.clock.advance(askedMs - 1);
    await world.write();
    expect(created()).toBe(0);
    await world.clock.advance(1);
    await world.write();
    expect(created()).toBe(1);
  });

  it('costs nothing but time, however often it asks (R-TIME-6)', async () => {
    const { world, relent, created } = await refusing(10_000);
    for (let n = 0; n < 12; n += 1) {
      await world.write();
      await world.clock.advance(hour);
    }
    expect(created()).toBe(0);
    relent();
    await world.write();
    expect(created()).toBe(1);
  });

  it('is asked again as soon as it allows, each time (R-TIME-6)', async () => {
    const { world, asked } = await refusing(1000);
    for (let n = 1; n <= 12; n += 1) {
      await world.write();
      expect(asked()).toBe(n);
      await world.clock.advance(1000);
    }
  });
});
