import { Client } from 'pg';
import { measure, median, report, setting } from './measure.ts';

const rounds = Number(setting('ALONE'));

/** Three commits of one row each, as few as a write can do with: planned, sent, done. */
const write = async (database: Client, number: number): Promise<number> => {
  const began = performance.now();
  await database.query('insert into floor_plan values ($1, $2)', [number, 'planned']);
  await database.query("update floor_plan set phase = 'sent' where id = $1", [number]);
  await database.query("update floor_plan set phase = 'done' where id = $1", [number]);
  return performance.now() - began;
};

const database = new Client({ connectionString: setting('DATABASE_URL') });
await database.connect();
await database.query('drop table if exists floor_plan');
await database.query('create table floor_plan (id int primary key, phase text)');
const took: number[] = [];
const floor = await measure(async () => {
  for (let number = 0; number < rounds; number += 1) took.push(await write(database, number));
  return rounds;
});
report({ floor: { ...floor, ms: median(took) } });
await database.end();
