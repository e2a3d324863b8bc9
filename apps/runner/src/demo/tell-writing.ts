import type { Run } from '@concord/core/ports';
import { editAsPerson } from './edit-as-person.ts';
import { findDuplicates } from './find-duplicates.ts';
import { planEdits } from './plan-edits.ts';
import { writeAll } from './run-cycle.ts';
import type { Connected } from './story-parts.ts';
import type { Wanted } from './tell-asking.ts';
import { watch } from './watch.ts';

const sumOf = (runs: readonly Run[], what: 'created' | 'updated'): string =>
  runs
    .flatMap(({ counts }) => Object.values(counts))
    .reduce((sum, counts) => sum + counts[what], 0)
    .toLocaleString('en');

/** Writes what was asked for while a person types into the same records. */
export const tellWriting = async (story: Connected, { records }: Wanted): Promise<null> => {
  const { runner, connection, runs, client, progress, signal, counters } = story;
  const edits = await planEdits(runner.store, records, await findDuplicates(client));
  return progress.step({ title: 'writing', total: records.length }, async (counted) => {
    const typing = new AbortController();
    const typed = editAsPerson(client, edits, AbortSignal.any([typing.signal, signal]));
    const writing = writeAll(runner, connection.id, signal);
    const written = await watch(() => counters.called, counted, writing).finally(() =>
      typing.abort(),
    );
    runs.push(...written);
    const [created, updated] = [sumOf(written, 'created'), sumOf(written, 'updated')];
    const at = { connectionId: connection.id, statuses: ['waiting'] as const };
    const waiting = await runner.store.countOutcomes(at);
    return [
      `Wrote ${created} new records and ${updated} changes while a person edited ${await typed} of them; ${waiting} email waits for its person`,
      null,
    ];
  });
};
