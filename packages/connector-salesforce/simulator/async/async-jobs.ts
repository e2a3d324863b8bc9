import type { Org } from '../org/org.ts';
import { encodeId } from '../store/record-ids.ts';
import type { AsyncJob } from './async-job.ts';
import { moveBatchByClock } from './move-batch.ts';

/** The jobs of the Bulk API 1.0. */
export interface AsyncJobs {
  nextJobId(): string;
  nextBatchId(): string;
  add(job: AsyncJob): void;
  /** A job by its id of 15 or 18 characters; undefined where there is none, or none any more. */
  find(id: string): AsyncJob | undefined;
  /** Moves on what the clock says is due. */
  catchUp(org: Org): void;
}

// Salesforce: results are kept for seven days. Bulk API 1.0 guide, read 2026-11-22
const keptMs = 7 * 86_400_000;
// Jobs of the Bulk API 2.0 begin with the same letters; these are numbered apart.
const firstId = 1_832_265_664;

/** No jobs. */
export const createAsyncJobs = (): AsyncJobs => {
  const jobs = new Map<string, AsyncJob>();
  let issued = 0;
  const nextId = (prefix: string): string => encodeId(prefix, firstId + issued++);
  return {
    nextJobId: () => nextId('750'),
    nextBatchId: () => nextId('751'),
    add: (job) => {
      jobs.set(job.id.slice(0, 15), job);
    },
    find: (id) => {
      const job = jobs.get(id.slice(0, 15));
      return job && (id.length === 15 || id === job.id) ? job : undefined;
    },
    catchUp: (org) => {
      for (const [id, job] of jobs) {
        if (org.clock.now() - job.createdAt >= keptMs) jobs.delete(id);
        else for (const batch of job.batches) moveBatchByClock(org, job, batch);
      }
    },
  };
};
