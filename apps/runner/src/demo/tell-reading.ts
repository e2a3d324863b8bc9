import type { Run } from '@concord/core/ports';
import { demoSeed } from './demo-seed.ts';
import { readOnce } from './run-cycle.ts';
import type { Connected } from './story-parts.ts';
import { watch } from './watch.ts';

const readOf = (run: Run, object: string): string =>
  (run.counts[object]?.read ?? 0).toLocaleString('en');

/** The first read: all there is. */
export const tellReading = ({
  runner,
  connection,
  runs,
  progress,
  signal,
  counters,
}: Connected): Promise<null> =>
  progress.step(
    { title: 'reading', total: demoSeed.accounts + demoSeed.contacts },
    async (counted) => {
      const reading = readOnce(runner, connection.id, signal);
      const run = await watch(() => counters.applied, counted, reading);
      runs.push(run);
      const [accounts, contacts] = [readOf(run, 'Account'), readOf(run, 'Contact')];
      return [
        `Read ${accounts} accounts and ${contacts} contacts, untidy as people leave them`,
        null,
      ];
    },
  );

/** A later read: only what has changed. */
export const tellReadingAgain = ({
  runner,
  connection,
  runs,
  progress,
  signal,
}: Connected): Promise<null> =>
  progress.step({ title: 'reading again' }, async () => {
    const run = await readOnce(runner, connection.id, signal);
    runs.push(run);
    const changed = Object.values(run.counts).reduce((sum, { read }) => sum + read, 0);
    return [
      `Read the ${changed.toLocaleString('en')} records that changed, our own writes among them`,
      null,
    ];
  });
