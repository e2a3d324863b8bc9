import type { Bell, Queue } from '@concord/core/ports';
import { PgBoss } from 'pg-boss';
import type { ConstructorOptions, QueueOptions } from 'pg-boss';

type Handler = Parameters<Queue['listen']>[0];

const works = ['read', 'write', 'background'] as const satisfies readonly Bell['work'][];

/** Bells of one kind that one process answers side by side. */
const concurrency = 4;

/** A bell whose handler threw rings again after 5 s, then ever later, up to 5 minutes. */
const retries: QueueOptions = {
  retryLimit: 1_000,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  // A first read takes hours; a dead process is noticed by its missing heartbeat instead.
  expireInSeconds: 23 * 3_600,
  heartbeatSeconds: 30,
  deleteAfterSeconds: 3_600,
};

const start = async (options: ConstructorOptions): Promise<PgBoss> => {
  const boss = new PgBoss({ ...options, schema: 'concord_jobs', useListenNotify: true });
  // Without a listener an error event ends the process; failed polls are repeated anyway.
  boss.on('error', () => {});
  await boss.start();
  for (const work of works) {
    // `short`: at most one bell of a key waits. Any number may be being answered, so that one whose
    // process was killed holds up no other: leases keep runs apart, not the queue.
    await boss.createQueue(work, { policy: 'short', notify: true, ...retries });
  }
  return boss;
};

/** A bell as a job: one list of jobs serves every workspace. */
interface Job extends Bell {
  /** Absent in jobs of before there were several. */
  readonly workspace?: string;
}

type Answer = (job: Job, signal: AbortSignal) => Promise<void>;

const listenTo = async (boss: PgBoss, work: Bell['work'], answer: Answer): Promise<void> => {
  const options = {
    localConcurrency: concurrency,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 2,
  };
  await boss.work<Job>(work, options, async (jobs) => {
    for (const { data, signal } of jobs) await answer(data, signal);
  });
};

/** The doorbells of all workspaces. */
export interface JobQueues {
  /** The doorbell of one workspace, which hears no other's. */
  readonly of: (workspace: string) => Queue;
  readonly stop: () => Promise<void>;
}

/** The doorbells, as jobs in the same database; they start when one is first used. */
export const createJobQueues = (options: ConstructorOptions): JobQueues => {
  let starting: Promise<PgBoss> | null = null;
  const started = (): Promise<PgBoss> => {
    // A start that failed, as while the server is away, is no reason never to ring again.
    starting ??= start(options).catch((error: unknown) => {
      starting = null;
      throw error;
    });
    return starting;
  };
  const handlers = new Map<string, Handler>();
  let listening: Promise<void> | null = null;

  const answer: Answer = async ({ workspace = 'default', ...bell }, signal) => {
    const handler = handlers.get(workspace);
    // It rings again, and another process may serve that workspace.
    if (handler === undefined) throw new Error(`nobody here answers for ${workspace}`);
    await handler(bell, signal);
  };
  const listenToAll = async (): Promise<void> => {
    const boss = await started();
    for (const work of works) await listenTo(boss, work, answer);
  };
  const stop = async (): Promise<void> => {
    if (starting === null) return;
    await (await starting).stop({ graceful: true, close: true });
  };

  const of = (workspace: string): Queue => ({
    ring: async (bell) => {
      const job: Job = { ...bell, workspace };
      await (await started()).send(bell.work, job, { singletonKey: bell.connectionId });
    },
    listen: async (handler) => {
      handlers.set(workspace, handler);
      await (listening ??= listenToAll());
    },
    stop,
  });
  return { of, stop };
};
