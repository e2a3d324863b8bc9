import type { BulkJob } from '../bulk/bulk-job.ts';
import { moveJob } from '../bulk/move-job.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { jobReply, wrongState } from './bulk-reply.ts';
import { wrongMethod } from './replies.ts';

/** Answers the address of one job; `change` answers a PATCH. */
export const answerJob = <Job extends BulkJob>(
  call: ApiCall,
  job: Job,
  change: (call: ApiCall, job: Job) => ApiReply,
): ApiReply => {
  if (call.method === 'PATCH') return change(call, job);
  if (call.method === 'DELETE') return deleteJob(call, job);
  if (call.method !== 'GET') return wrongMethod(call.method, 'DELETE,GET,PATCH');
  moveJob(call.state.org, job);
  return jobReply(job, true);
};

/** Ends a job that has not ended: `{"state":"Aborted"}`. */
export const abortJob = (call: ApiCall, job: BulkJob): ApiReply => {
  const isOver = ['JobComplete', 'Failed', 'Aborted'].includes(job.state);
  if (isOver) wrongState(job, 'aborted');
  job.state = 'Aborted';
  job.movedAt = call.state.org.clock.now();
  return jobReply(job, false);
};

/** Forgets a job. Salesforce: not one that is open or running. Bulk API 2.0 guide, read 2026-11-22 */
const deleteJob = (call: ApiCall, job: BulkJob): ApiReply => {
  if (job.state === 'Open' || job.state === 'InProgress') wrongState(job, 'deleted');
  call.state.bulk.remove(job.id);
  return { status: 204, body: null };
};
