import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { report, setting } from './measure.ts';
import { seededId } from './open-bench-runner.ts';
import { openEventStreams } from './open-event-stream.ts';
import type { EventStream } from './open-event-stream.ts';
import { collect, growth, heldMb } from './watch-memory.ts';

const count = Number(setting('COUNT'));
const subscribers = 10;

/** Recorded before: until then the machine's own buffers take what is told. */
const fill = 20_000;

/** As many as are concluded together. */
const batch = 20;

/** Outcomes once more, under ids of their own, with the change that tells of them. */
const recording = `
  with stored as (
    insert into concord.outcome (id, connection_id, object, crm_object, direction, status, reason,
      class, record_id, run_id, at, search, crm_id, body)
    select 'again-' || $1 || '-' || id, connection_id, object, crm_object, direction, status,
      reason, class, record_id, run_id, to_char(clock_timestamp() at time zone 'utc',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), search, crm_id,
      replace(body::text, id, 'again-' || $1 || '-' || id)::json
    from concord.outcome where connection_id = '${seededId}' order by at, id limit ${batch}
    returning id
  )
  insert into concord.change (kind, connection_id, object, is_removal, ids)
  select 'outcome', '${seededId}', 'person', false, array_agg(id) from stored
  returning pg_notify('concord_change', '')`;

async function record(from: number, to: number): Promise<void> {
  const client = new Client({ connectionString: setting('DATABASE_URL') });
  await client.connect();
  await client.query("set app.workspace = 'default'");
  for (let at = from; at < to; at += batch) {
    await client.query(recording, [`${process.pid}-${at}`]);
  }
  await client.end();
}

/** Reads on; whether the stream then says that events were passed over. */
async function isToldToResync({ socket }: EventStream): Promise<boolean> {
  let tail = '';
  const told = Promise.withResolvers<boolean>();
  socket.on('data', (chunk: Buffer) => {
    const text = tail + chunk.toString();
    if (text.includes('RESYNC')) told.resolve(true);
    tail = text.slice(-10);
  });
  socket.resume();
  const isTold = await Promise.race([told.promise, wait(60_000, false)]);
  socket.destroy();
  return isTold;
}

const subscription = `subscription {
  outcomeRecorded {
    id direction status reason class code message remedy field attempt at retryAt crmId crmObject
    a: message b: message c: message d: remedy e: remedy
  }
}`;

const streams = await openEventStreams(subscribers, () => subscription);
await record(0, fill);
await wait(5_000);
await collect();
const before = heldMb();
await record(fill, fill + count);
await wait(3_000);
await collect();
const grown = growth(count, heldMb() - before);
const told = await Promise.all(streams.map(isToldToResync));
report({
  grown,
  resynced: growth(subscribers, 0),
  told: growth(told.filter((isTold) => isTold).length, 0),
});
process.exit(0);
