import type { PageEffects, Run, RunStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { noteRun } from './changes.ts';
import { beforeCursor, toListPage } from './list-page.ts';
import type { Db, RunTable } from './tables.ts';
import { transact } from './transact.ts';
import { workAhead } from './work-ahead.ts';

const toRun = (row: Pick<RunTable, 'body' | 'counts'>): Run => ({
  ...(row.body as unknown as Run),
  counts: row.counts as unknown as Run['counts'],
});

/** Stores the counts named, of a run that exists; other objects keep theirs. Answers its ids. */
export const addCounts = ({ id, counts }: PageEffects['run']): RawBuilder<CountedRun> => sql`
  update concord.run set counts = counts || ${JSON.stringify(counts)}::jsonb
  where id = ${id} returning id, connection_id`;

interface CountedRun {
  readonly id: string;
  readonly connection_id: string;
}

/** Stores counts and tells of the run. */
export const storeCounts = async (trx: Db, run: PageEffects['run']): Promise<void> => {
  const { rows } = await addCounts(run).execute(trx);
  for (const row of rows) await noteRun(trx, { id: run.id, connectionId: row.connection_id });
};

const saveRun =
  (db: Db): RunStore['saveRun'] =>
  async ({ counts, ...run }) => {
    const values = {
      connection_id: run.connectionId,
      kind: run.kind,
      state: run.state,
      queued_at: run.queuedAt,
      counts: JSON.stringify(counts),
      body: JSON.stringify(run),
    };
    await transact(db, async (trx) => {
      await trx
        .insertInto('concord.run')
        .values({ id: run.id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
      await noteRun(trx, run);
    });
  };

const listRuns =
  (db: Db): RunStore['listRuns'] =>
  async ({ first, after, connectionId, kind }) => {
    let runs = db.selectFrom('concord.run').select(['body', 'counts']);
    if (connectionId !== undefined) runs = runs.where('connection_id', '=', connectionId);
    if (kind !== undefined) runs = runs.where('kind', '=', kind);
    if (after !== null) runs = runs.where(beforeCursor('queued_at', after));
    const rows = await runs
      .orderBy('queued_at', 'desc')
      .orderBy('id', 'desc')
      .limit(first + 1)
      .execute();
    return toListPage(rows.map(toRun as never), first, (run: Run) => `${run.queuedAt} ${run.id}`);
  };

/** Runs, listed by when they were queued. */
export const createRuns = (db: Db): RunStore => ({
  saveRun: saveRun(db),
  getRun: async (id) => {
    const of = db.selectFrom('concord.run').select(['body', 'counts']).where('id', '=', id);
    const row = await of.executeTakeFirst();
    return row === undefined ? null : toRun(row as never);
  },
  listRuns: listRuns(db),
  workAhead: workAhead(db),
  nextQueuedRun: async (connectionId, kind) => {
    const row = await db
      .selectFrom('concord.run')
      .select(['body', 'counts'])
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where('state', '=', 'queued')
      .orderBy('queued_at')
      .orderBy('id')
      .executeTakeFirst();
    return row === undefined ? null : toRun(row as never);
  },
});
