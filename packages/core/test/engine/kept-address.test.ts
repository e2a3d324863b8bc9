import { createMemoryCrm } from '@concord/testkit/memory-crm';
import { expect, it } from 'vitest';
import { connectBoth, signal } from './two-crms.ts';

it('keeps an address for the record that was made under it and that no read has shown (R-PERSON-1)', async () => {
  const { sides, engine } = await connectBoth(createMemoryCrm(), createMemoryCrm());
  const [one, two] = sides;
  await engine.syncPerson({ email: 'ada@acme.com', fields: { lastName: 'Ada' } }, {});
  for (const { id } of sides) await engine.runWrite(id, signal);
  await engine.runRead(one.id, signal);
  const [ada] = one.records('Person');
  one.crm.state.edit('person', ada!.id, { Email: 'ada@elsewhere.com' });
  await engine.runRead(one.id, signal);
  await engine.syncPerson({ email: 'ada@acme.com', fields: { lastName: 'Ada' } }, {});
  for (const { id } of sides) await engine.runWrite(id, signal);
  const keys = two.crm.state.history.filter(({ field }) => field === 'Key__c');
  expect(keys).toHaveLength(1);
});
