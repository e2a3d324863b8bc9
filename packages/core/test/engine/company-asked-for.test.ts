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

it('asks anew when an undo overtook the company that a person waits for (R-COMPANY-3)', async () => {
  const world = await createWorld();
  await world.engine.syncCompany({ domain: 'acme.com', fields: { name: 'Acme' } }, {});
  await world.write();
  const [made] = (await world.store.listOutcomes({ first: 1, after: null, filter: {} })).items;
  for (const { id } of world.crm.state.all('Company')) world.crm.state.remove('person', id);
  await world.read();
  await world.person('ada@acme.com', { lastName: 'Ada' }, { domain: 'acme.com' });
  world.crm.fate = ({ operation }) => (operation === 'create' ? 'refused' : 'done');
  await world.write();
  expect(world.crm.state.all('Person')).toEqual([]);
  await world.engine.undo({ outcomeIds: [made!.item.id] });
  await world.write();
  world.crm.fate = () => 'done';
  await world.clock.advance(16 * 60_000);
  await world.write();
  const company = world.crm.state.all('Company').find(({ removed }) => !removed);
  expect(company).toBeDefined();
  expect(world.crm.state.all('Person')).toMatchObject([{ fields: { CompanyId: company?.id } }]);
});

it('hangs nobody on a company in the bin, and everybody on the one made in its place (R-PERSON-4)', async () => {
  const world = await createWorld();
  await world.engine.syncCompany({ domain: 'acme.com', fields: { name: 'Acme' } }, {});
  await world.write();
  const [binned] = world.crm.state.all('Company');
  world.crm.state.remove('person', binned!.id);
  await world.read();
  await world.person('ada@acme.com', { lastName: 'Ada' }, { domain: 'acme.com' });
  world.crm.fate = ({ operation, object }) =>
    operation === 'create' && object === 'Company' ? 'refused' : 'done';
  await world.write();
  world.crm.fate = () => 'done';
  await world.clock.advance(16 * 60_000);
  await world.write();
  const companies = world.crm.state.history.filter(({ field }) => field === 'CompanyId');
  expect(companies.map(({ after }) => after)).not.toContain(binned!.id);
  expect(companies).toHaveLength(1);
});
