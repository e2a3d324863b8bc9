import { toInstant } from '@concord/core/contract';
import { samples } from '@concord/testkit/store';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { CompiledQuery } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { prepareRole, toStatement } from '../src/connect/confinement.ts';
import { prepareSession } from '../src/connect/prepare-session.ts';
import { migrate } from '../src/migrate.ts';
import { createRequests } from '../src/requests.ts';
import { createRuns } from '../src/runs.ts';
import type { Tables } from '../src/tables.ts';
import { createDatabase, type TestDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');
const doneCount = 100_000;

/** What the database does for a query, and how many blocks of its memory it looks at. */
interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe.skipIf(serverUrl === null)('with many requests done', () => {
  const asked: CompiledQuery[] = [];
  let database: TestDatabase;
  let pool: Pool;
  let db: Kysely<Tables>;
  beforeAll(async () => {
    database = await createDatabase(serverUrl ?? '');
    // One connection, which is confined to the workspace once.
    pool = new Pool({ connectionString: database.url, max: 1, idleTimeoutMillis: 0 });
    const dialect = new PostgresDialect({ pool, onCreateConnection: prepareSession });
    db = new Kysely({ dialect, log: ({ query }) => void asked.push(query) });
    await migrate(db);
    const role = await prepareRole(db);
    await pool.query(toStatement({ workspace: 'default', role }, 'session'));
    await createRequests(db).saveAndRequest([], [samples.anAsking()]);
    await sql`
      insert into concord.write_request (id, connection_id, object, record_id, seq, state, due_at,
        attempt, created_at, defaults, trigger)
      select 'done' || n, r.connection_id, r.object, 'done' || n, 1, 'done', r.due_at, 0,
        r.created_at, '{}', '{}'
      from concord.write_request r cross join generate_series(1, ${doneCount}::integer) as n
      `.execute(db);
  }, 120_000);
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const explain = async (look: () => Promise<unknown>): Promise<PlanNode[]> => {
    asked.length = 0;
    await look();
    expect(asked).toHaveLength(1);
    const [query] = asked;
    const text = `explain (analyze, buffers, format json) ${query?.sql}`;
    const { rows } = await pool.query(text, [...(query?.parameters ?? [])]);
    return nodesOf(rows[0]['QUERY PLAN'][0].Plan);
  };

  const looks = {
    'what is due': () =>
      createRequests(db).dueRequests({
        connectionId: 'c1',
        objects: ['company', 'person', 'emailMessage', 'task'],
        now: toInstant('9999-01-01'),
        limit: 1_000,
      }),
    'when the next is due': () => createRequests(db).nextDueAt('c1'),
    'what is ahead of a connection': () => createRuns(db).workAhead(['c1']),
  };

  it.each(Object.entries(looks))('looks at open ones alone for %s', async (_, look) => {
    const [whole, ...parts] = await explain(look);
    const looked = parts.filter((node) => node['Relation Name'] === 'write_request');
    expect(looked.map((node) => node['Index Name'])).toEqual(['write_request_due']);
    expect(whole?.['Shared Hit Blocks']).toBeLessThan(50);
  });
});
