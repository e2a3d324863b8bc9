import { setTimeout as wait } from 'node:timers/promises';
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
   * what is on the disk; resolves once it answers again. `false` when there is none to kill.
   */
  readonly crash: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** The id of the process that holds a lease. */
export const pidOf = ({ holder }: LeaseRow): number => Number(holder.split(':').at(-2));

type Query = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Asks over one connection, and over another one once that is broken. */
const openQuery = (url: string): { readonly query: Query; readonly close: () => Promise<void> } => {
  let connecting: Promise<Client> | null = null;
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: url, application_name: 'soak' });
    client.on('error', () => {});
    client.on('end', () => {
      connecting = null;
    });
    await client.connect();
    return client;
  };
  const opened = (): Promise<Client> => {
    connecting ??= connect().catch((thrown: unknown) => {
      connecting = null;
      throw thrown;
    });
    return connecting;
  };
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (text: string, values: readonly unknown[]) =>
    (await (await opened()).query(text, [...values])).rows;
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) => {
      const turn = last.then(() => ask(text, values));
      last = turn.catch(() => undefined);
      return (await turn) as Row[];
    },
    close: async () => {
      const client = await connecting?.catch(() => null);
      await client?.end().catch(() => undefined);
    },
  };
};

const runnersBackends = `select pid from pg_stat_activity
  where application_name like 'concord%' and pid <> pg_backend_pid() order by pid`;

const lookMs = 50;

/** Looks at the server without any proxy in between. */
export const openDatabase = (url: string): Database => {
  const { query, close } = openQuery(url);
  const ownPid = async (): Promise<number> => {
    const [own] = await query<{ pid: number }>('select pg_backend_pid() as pid');
    return own?.pid ?? 0;
  };
  return {
    close,
    leases: () =>
      query(
        `select resource, mode, holder, epoch::int as epoch, until, released
        from concord.lease where resource like 'connection:%'`,
      ),
    plansOf: (connectionId) =>
      query(
        `select body->>'crmObject' as "crmObject", body->>'operation' as operation,
          body->>'crmId' as "crmId", body->>'uniqueKey' as "uniqueKey",
          sent_at as "sentAt"
        from concord.plan where connection_id = $1`,
        [connectionId],
      ),
    terminate: async (random) => {
      const backends = await query<{ pid: number }>(runnersBackends);
      if (backends.length === 0) return false;
      await query('select pg_terminate_backend($1)', [random.pick(backends).pid]);
      return true;
    },
    crash: async () => {
      const [backend] = await query<{ pid: number }>(runnersBackends);
      if (backend === undefined) return false;
      const own = await ownPid();
      process.kill(backend.pid, 'SIGKILL');
      while ([own, null].includes(await ownPid().catch(() => null))) await wait(lookMs);
      return true;
    },
  };
};
