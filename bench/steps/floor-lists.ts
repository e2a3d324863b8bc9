import { Pool } from 'pg';
import { report, setting } from './measure.ts';
import { openLoop } from './open-loop.ts';

/** Pages of the same rows, as a script would ask for them: by an index, one statement each. */
const statements: readonly string[] = [
  `select id, key, company_id, body from concord.platform_record
   where workspace = 'default' and object = 'person' order by id limit 51`,
  `select id, key, company_id, body from concord.platform_record
   where workspace = 'default' and object = 'company' order by id limit 51`,
  `select body from concord.outcome
   where workspace = 'default' order by at desc, id desc limit 51`,
  `select body, counts from concord.run
   where workspace = 'default' order by queued_at desc, id desc limit 51`,
];

const pool = new Pool({ connectionString: setting('DATABASE_URL'), max: 10 });
const ask = async (turn: number): Promise<string> => {
  await pool.query(statements[turn % statements.length] ?? '');
  return 'plain';
};
const perSecond = Number(setting('PER_SECOND'));
await openLoop({ perSecond, seconds: 2, ask });
report(await openLoop({ perSecond, seconds: Number(setting('SECONDS')) / 2, ask }));
await pool.end();
process.exit(0);
