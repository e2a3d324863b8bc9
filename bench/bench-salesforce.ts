import { benchCycles } from './bench-cycles.ts';
import { benchReading } from './bench-reading.ts';
import { benchWriting } from './bench-writing.ts';
import type { Sizes, Stage } from './stage.ts';
import { createPeakMemory } from './peak-memory.ts';
import type { Result } from './result.ts';

/** Reads of all sizes, each beside a plain script; writes and cycles on the largest account. */
export async function benchSalesforce(stage: Stage, sizes: Sizes): Promise<Result[]> {
  const results: Result[] = [];
  const memory = createPeakMemory();
  for (const contacts of sizes.contacts) {
    await stage(contacts, async ({ simulator, settings }) => {
      results.push(...(await benchReading({ simulator, settings, contacts, memory })));
      if (contacts !== sizes.contacts.at(-1)) return;
      results.push(...(await benchWriting({ simulator, settings, counts: sizes })));
      results.push(...(await benchCycles({ simulator, settings, changes: sizes.changes })));
    });
  }
  return results;
}
