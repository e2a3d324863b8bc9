import { samples } from '@concord/testkit/store';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openMemory } from '../src/connect/open-embedded.ts';
import { migrate } from '../src/migrate.ts';
import { createPostgresStore } from '../src/postgres-store.ts';

const { aPlan, minute, takeLease } = samples;

it('keeps a plan that was sent when another takes its place, as proof of what it changed', async () => {
  const database = await openMemory();
  onTestFinished(() => database.close());
  await migrate(database.db);
  const db = database.confined({ workspace: 'default', role: null });
  const store = createPostgresStore({ ...database, db }, async () => {});
  await store.createConnection(samples.aConnection());
  await store.saveAndRequest([samples.aPerson()], [samples.anAsking()]);
  const lease = await takeLease(store, minute(9));
  await store.savePlans(lease, [aPlan({ id: 'never-sent' })]);
  await store.savePlans(lease, [aPlan({ id: 'sent' })]);
  await store.markSent(lease, ['sent'], minute(3));
  const last = aPlan({ id: 'last', plannedAt: minute(4) });
  await store.savePlans(lease, [last]);
  expect(await store.openPlans('c1')).toEqual([last]);
  const { rows } = await sql`select id, phase, sent_at from concord.plan order by id`.execute(db);
  expect(rows).toEqual([
    { id: 'last', phase: 'planned', sent_at: null },
    { id: 'sent replaced', phase: 'done', sent_at: minute(3) },
  ]);
});
