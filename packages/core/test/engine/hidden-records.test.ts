import { expect, it } from 'vitest';
import { createWorld } from './world.ts';

it.each(['a person', 'us'])(
  'makes no second record while one that %s made is out of our sight (R-DUP-2, R-DUP-5)',
  async (who) => {
    const world = await createWorld();
    if (who === 'us') {
      await world.person('ada@acme.com', { lastName: 'Ada' });
      await world.write();
    } else world.insert('Person', { Email: 'ada@acme.com', LastName: 'Ada' });
    await world.read();
    for (const { id } of world.crm.state.all('Person')) world.crm.unseen.add(id);
    await world.person('ada@acme.com', { title: 'CEO' });
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
    const [outcome] = (await world.store.listOutcomes({ first: 1, after: null, filter: {} })).items;
    expect(outcome?.item).toMatchObject({ status: 'failed', failure: { class: 'hidden' } });
    world.crm.unseen.clear();
    await world.store.retryRequests({ filter: { statuses: ['failed'] } }, world.parts.clock.now());
    await world.write();
    expect(world.crm.state.all('Person')).toMatchObject([{ fields: { Title: 'CEO' } }]);
  },
);
