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

const answer = async (boss: PgBoss, work: Bell['work'], handler: Handler): Promise<void> => {
  const options = {
    localConcurrency: concurrency,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 2,
  };
  await boss.work<Bell>(work, options, async (jobs) => {
    for (const { data, signal } of jobs) await handler(data, signal);
  });
};

/** The doorbell, as jobs in the same database; it starts when it is first used. */
export const createJobQueue = (options: ConstructorOptions): Queue => {
  let starting: Promise<PgBoss> | null = null;
  const started = (): Promise<PgBoss> => {
    // A start that failed, as while the server is away, is no reason never to ring again.
    starting ??= start(options).catch((error: unknown) => {
      starting = null;
      throw error;
    });
    return starting;
  };
  return {
    ring: async (bell) => {
      await (await started()).send(bell.work, bell, { singletonKey: bell.connectionId });
    },
    listen: async (handler) => {
      const boss = await started();
      for (const work of works) await answer(boss, work, handler);
    },
    stop: async () => {
      if (starting === null) return;
      await (await starting).stop({ graceful: true, close: true });
    },
  };
};
