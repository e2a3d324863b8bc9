import { Client } from 'pg';
import type { SeededRandom } from '@concord/testkit/simulator';

/** A lease as its table has it. */
export interface LeaseRow {
  readonly resource: string;
  readonly mode: string;
  readonly holder: string;
  readonly epoch: number;
  readonly until: string;
  readonly released: boolean;
}

/** A change that was planned, and when it was sent. */
export interface PlanRow {
  readonly crmObject: string;
  readonly operation: 'create' | 'update' | 'remove';
  readonly crmId: string | null;
  readonly uniqueKey: string | null;
  readonly sentAt: string | null;
}

/** The server from its own side. */
export interface Database {
  /** Leases of connections. */
  readonly leases: () => Promise<LeaseRow[]>;
  readonly plansOf: (connectionId: string) => Promise<PlanRow[]>;
  /** Ends one of the runners' connections; `false` when there is none. */
  readonly terminate: (random: SeededRandom) => Promise<boolean>;
  /**
   * Kills one of the server's own processes, whereupon it ends all others and starts again from
   * what is on the disk.
   */
  readonly crash: () => Promise<void>;
}

/** The id of the process that holds a lease. */
export const pidOf = ({ holder }: LeaseRow): number => Number(holder.split(':').at(-2));

const query = async <Row>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as Row[];
  } finally {
    await client.end().catch(() => undefined);
  }
};

const runnersBackends = `select pid from pg_stat_activity
  where application_name like 'concord%' and pid <> pg_backend_pid() order by pid`;

/** Looks at the server without any proxy in between. */
export const openDatabase = (url: string): Database => ({
  leases: () =>
    query(
      url,
      `select resource, mode, holder, epoch::int as epoch, until, released
      from concord.lease where resource like 'connection:%'`,
    ),
  plansOf: (connectionId) =>
    query(
      url,
      `select body->>'crmObject' as "crmObject", body->>'operation' as operation,
        body->>'crmId' as "crmId", body->>'uniqueKey' as "uniqueKey",
        sent_at as "sentAt"
      from concord.plan where connection_id = $1`,
      [connectionId],
    ),
  terminate: async (random) => {
    const backends = await query<{ pid: number }>(url, runnersBackends);
    if (backends.length === 0) return false;
    await query(url, 'select pg_terminate_backend($1)', [random.pick(backends).pid]);
    return true;
  },
  crash: async () => {
    const [backend] = await query<{ pid: number }>(url, runnersBackends);
    if (backend !== undefined) process.kill(backend.pid, 'SIGKILL');
  },
});
