import { createMemoryStore } from '@concord/core/memory-store';
import { expect, it } from 'vitest';
import { createWorld } from './world.ts';

it('writes a person in the run that wrote the company, though the release missed it', async () => {
  // As when another CRM moved the person to this company just then.
  const store = { ...createMemoryStore(), release: async () => {} };
  const world = await createWorld({ store });
  await world.person('ada@acme.com', { lastName: 'Lee' }, { domain: 'acme.com' });
  world.crm.fate = ({ operation, object }) =>
    operation === 'create' && object === 'Company' ? 'refused' : 'done';
  await world.write();
  expect(world.crm.state.all('Person')).toEqual([]);
  world.crm.fate = () => 'done';
  await world.clock.advance(60_000);
  await world.write();
  expect(world.crm.state.all('Company')).toHaveLength(1);
  expect(world.crm.state.all('Person')).toHaveLength(1);
});
