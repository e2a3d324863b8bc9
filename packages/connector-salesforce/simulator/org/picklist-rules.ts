import { z } from 'zod';
import { stockLeadStatuses, stockStages, stockStatuses } from '../schema/stock-picklists.ts';

const taskStatus = z.strictObject({
  apiName: z.string(),
  /** The name that people see; the API name unless told otherwise. */
  label: z.string().optional(),
  isClosed: z.boolean().default(false),
  isDefault: z.boolean().default(false),
});

const leadStatus = z.strictObject({
  apiName: z.string(),
  label: z.string().optional(),
  isConverted: z.boolean().default(false),
  isDefault: z.boolean().default(false),
});

const opportunityStage = z.strictObject({
  apiName: z.string(),
  label: z.string().optional(),
  isClosed: z.boolean().default(false),
  isWon: z.boolean().default(false),
  probability: z.number().min(0).max(100).default(0),
  forecast: z.enum(['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed']).default('Pipeline'),
});

/** The statuses of a task, in order: which are closed, which a new task has. */
export const taskStatuses = z
  .array(taskStatus)
  .min(1)
  .default([...stockStatuses]);
/** The statuses of a lead, in order: which a conversion takes, which a new lead has. */
export const leadStatuses = z
  .array(leadStatus)
  .min(1)
  .default([...stockLeadStatuses]);
/** The stages of an opportunity, in order, and what each says of it. */
export const opportunityStages = z
  .array(opportunityStage)
  .min(1)
  .default([...stockStages]);
