import type { Run } from '@concord/core/ports';
import { editAsPerson } from './edit-as-person.ts';
import { groupDuplicates, listKeyed } from './list-keyed.ts';
import { planEdits } from './plan-edits.ts';
import { writeAll } from './run-cycle.ts';
import type { Connected, ConnectedAccount } from './story-parts.ts';
import type { Wanted } from './tell-asking.ts';
import { tellBeside } from './tell-beside.ts';
import { watch } from './watch.ts';

const sumOf = (runs: readonly Run[], what: 'created' | 'updated'): string =>
  runs
    .flatMap(({ counts }) => Object.values(counts))
    .reduce((sum, counts) => sum + counts[what], 0)
    .toLocaleString('en');

const writeBesidePeople = async (
  { runner, signal }: Connected,
  account: ConnectedAccount,
  { records }: Wanted,
): Promise<string> => {
  const { connection, connector, runs, work } = account;
  const duplicates = groupDuplicates(await listKeyed(work, connector));
  const edits = await planEdits(runner.store, account, { records, duplicates });
  const typing = new AbortController();
  const typed = editAsPerson(work, edits, AbortSignal.any([typing.signal, signal]));
  const written = await writeAll(runner, connection.id, signal).finally(() => typing.abort());
  runs.push(...written);
  const at = { connectionId: connection.id, statuses: ['waiting'] as const };
  const waiting = await runner.store.countOutcomes(at);
  return (
    `${sumOf(written, 'created')} new records and ${sumOf(written, 'updated')} changes ` +
    `while a person edited ${await typed} of them; ${waiting} email waits for its person`
  );
};

/** Writes what was asked for while people type into the same records. */
export const tellWriting = (story: Connected, wanted: Wanted): Promise<null> => {
  const { accounts, progress, counters } = story;
  const total = wanted.records.length * accounts.length;
  return progress.step({ title: 'writing', total }, async (counted) => {
    const writing = tellBeside(accounts, (account) => writeBesidePeople(story, account, wanted));
    const lines = await watch(() => counters.called, counted, writing);
    return [['Wrote what the platform knows more', ...lines], null];
  });
};
