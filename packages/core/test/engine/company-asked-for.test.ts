import { expect, it } from 'vitest';
import { createWorld } from './world.ts';

it('asks for the company that a person waits for and nobody asked for (R-COMPANY-3)', async () => {
  const world = await createWorld();
  await world.person('ada@acme.com', { lastName: 'Ada' }, { domain: 'acme.com' });
  await world.write();
  for (const object of ['Person', 'Company'] as const) {
    for (const { id } of world.crm.state.all(object)) world.crm.state.remove('person', id);
  }
  await world.read();
  await world.person('ada@acme.com', { firstName: 'Ada' });
  await world.write();
  const live = (object: string) => world.crm.state.all(object).filter(({ removed }) => !removed);
  expect(live('Company')).toHaveLength(1);
  expect(live('Person')).toMatchObject([{ fields: { CompanyId: live('Company')[0]?.id } }]);
});
