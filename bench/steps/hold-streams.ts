import { setTimeout as wait } from 'node:timers/promises';
import { report, setting } from './measure.ts';
import { openEventStreams } from './open-event-stream.ts';
import { collect, growth, heldMb } from './watch-memory.ts';

const count = Number(setting('COUNT'));

/** What a screen follows; nothing happens that they tell of. */
const queries: readonly string[] = [
  'subscription { outcomeRecorded { id status message at connection { name } } }',
  'subscription { runProgress(connectionId: "bench") { run { id state counts { object read } } } }',
  'subscription { platformChanged(objects: [TASK]) { object recordId removed } }',
];
const queryOf = (at: number): string => queries[at % queries.length] ?? '';

// What the first streams load stays for those to come.
const first = await openEventStreams(100, queryOf);
for (const { socket } of first) socket.destroy();
await wait(500);
await collect();
const before = heldMb();
const streams = await openEventStreams(count, queryOf);
await wait(5_000);
const grown = growth(count, heldMb() - before);
await collect();
report({ grown, collected: growth(count, heldMb() - before) });
for (const { socket } of streams) socket.destroy();
process.exit(0);
