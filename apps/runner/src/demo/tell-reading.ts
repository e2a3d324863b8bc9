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
    { title: 'reading', total: demoSeed.accounts + demoSeed.contacts + demoSeed.leads },
    async (counted) => {
      const reading = readOnce(runner, connection.id, signal);
      const run = await watch(() => counters.applied, counted, reading);
      runs.push(run);
      const objects = ['Account', 'Contact', 'Lead', 'Opportunity'];
      const [accounts, contacts, leads, deals] = objects.map((object) => readOf(run, object));
      return [
        `Read ${accounts} accounts, ${contacts} contacts, ${leads} leads and ${deals} opportunities, untidy as people leave them`,
        null,
      ];
    },
  );
