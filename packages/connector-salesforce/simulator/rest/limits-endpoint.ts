import { isTooling } from '../schema/objects/tooling-objects.ts';
import type { Endpoint } from './api-types.ts';
import { json, otherMethod } from './replies.ts';

const allowances: Readonly<Record<string, number>> = {
  AnalyticsExternalDataSizeMB: 40_960,
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentSyncReportRuns: 20,
  DailyAsyncApexExecutions: 250_000,
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryFileStorageMB: 976_562,
  DailyBulkV2QueryJobs: 10_000,
  DailyStreamingApiEvents: 10_000,
  DailyWorkflowEmails: 500,
  DataStorageMB: 1024,
  FileStorageMB: 1024,
  HourlyAsyncReportRuns: 1200,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 50,
  MassEmail: 10,
  SingleEmail: 15,
};

/** `/limits` and `/limits/recordCount`. */
export const limitsEndpoint: Endpoint = (call) => {
  const [resource, count] = call.path;
  if (resource !== 'limits') return null;
  const other = otherMethod(call, 'GET,HEAD');
  if (other) return other;
  const { org, quota, recordCounts } = call.state;
  if (count === 'recordCount') {
    const asked = call.query.get('sObjects')?.split(',');
    const names =
      asked ?? org.schema.objects.filter((one) => !isTooling(one)).map(({ name }) => name);
    const sObjects = names.flatMap((name) => {
      const object = org.schema.object(name);
      return object ? [{ count: recordCounts.of(object.name), name: object.name }] : [];
    });
    return json(200, { sObjects });
  }
  const fixed = Object.entries(allowances).map(([name, max]) => [
    name,
    { Max: max, Remaining: max },
  ]);
  return json(200, {
    DailyApiRequests: { Max: quota.max, Remaining: Math.max(0, quota.max - quota.used) },
    ...Object.fromEntries(fixed),
  });
};
