import type { Org } from '../org/org.ts';
import { encodeId } from '../store/record-ids.ts';
import { type BulkJob, isMoving } from './bulk-job.ts';
import { moveByClock } from './move-job.ts';

/** The bulk jobs of an org. */
export interface BulkJobs {
  nextId(): string;
  add(job: BulkJob): void;
  /** A job by its id and kind; undefined where there is none, or none any more. */
  find(kind: BulkJob['kind'], id: string): BulkJob | undefined;
  list(kind: BulkJob['kind']): readonly BulkJob[];
  remove(id: string): void;
  /** Moves on what the clock says is due. */
  catchUp(org: Org): void;
}

// Salesforce: job data is kept for seven days. Bulk API 2.0 guide, read 2026-11-22
const keptMs = 7 * 86_400_000;
const firstId = 916_132_832;

/** No jobs. */
export const createBulkJobs = (): BulkJobs => {
  const jobs = new Map<string, BulkJob>();
  const moving = new Set<BulkJob>();
  let issued = 0;
  const dropOld = (now: number): void => {
    for (const [id, job] of jobs) if (now - job.createdAt >= keptMs) jobs.delete(id);
  };
  return {
    nextId: () => encodeId('750', firstId + issued++),
    add: (job) => {
      jobs.set(job.id, job);
      moving.add(job);
    },
    find: (kind, id) => {
      const job = [...jobs.values()].find((one) => one.id.startsWith(id.slice(0, 15)));
      return job?.kind === kind && (id.length === 15 || id === job.id) ? job : undefined;
    },
    list: (kind) => [...jobs.values()].filter((job) => job.kind === kind),
    remove: (id) => jobs.delete(id),
    catchUp: (org) => {
      if (jobs.size === 0) return;
      dropOld(org.clock.now());
      for (const job of moving) {
        const isOpen = job.state === 'Open' && jobs.has(job.id);
        if (isMoving(job)) moveByClock(org, job);
        if (!isOpen && !isMoving(job)) moving.delete(job);
      }
    },
  };
};
