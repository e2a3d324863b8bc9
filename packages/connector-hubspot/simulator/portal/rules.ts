import { z } from 'zod';

const required = z.strictObject({
  object: z.string(),
  property: z.string(),
  /** Only where this property has one of these values; always where left out. */
  when: z.strictObject({ property: z.string(), values: z.array(z.string()) }).optional(),
});

const lag = z.strictObject({ minMs: z.int().min(0), maxMs: z.int().min(0) });

/** What an administrator has set up, and what is not known of HubSpot. A part given replaces that part. */
export const rulesShape = z.strictObject({
  /** How long a change takes to reach the search index: each takes its own time in between. */
  searchLag: lag.default({ minMs: 2000, maxMs: 8000 }),
  /** For how long a new unique value is not noticed by others; 0 for a strict check. */
  uniqueLagMs: z.int().min(0).default(0),
  /** Whether HubSpot makes a company of a contact's email domain, some seconds later. */
  autoCompanies: z.boolean().default(true),
  autoCompanyDelay: lag.default({ minMs: 2000, maxMs: 6000 }),
  /** Whether modified dates move although nobody changed anything. */
  modifiedBumps: z.boolean().default(true),
  /** The chance that a new or removed association moves the modified dates of both records. */
  associationBumps: z.number().min(0).max(1).default(0.3),
  /** Whether the first company of a contact becomes its primary one by itself. */
  firstCompanyIsPrimary: z.boolean().default(true),
  /** In which order batches answer. */
  batchOrder: z.enum(['shuffled', 'asked']).default('shuffled'),
  /** What a batch read answers that finds nothing at all. */
  emptyBatchRead: z.enum(['multiStatus', 'notFound']).default('multiStatus'),
  /** Whether a batch update takes the ids of records that were merged away. */
  batchUpdateMergedIds: z.boolean().default(false),
  /** How a change of an email to another contact's is refused. */
  emailConflictStatus: z.union([z.literal(409), z.literal(400)]).default(409),
  /** Whether an address that is replaced stays as a further one. */
  replacedEmail: z.enum(['dropped', 'kept']).default('dropped'),
  /** Whether addresses are stored in lower case. */
  lowercaseEmails: z.boolean().default(true),
  /** Whether unique values are compared with regard to case. */
  uniqueCaseSensitive: z.boolean().default(false),
  /** What null as a value does. */
  nullValues: z.enum(['ignore', 'clear', 'reject']).default('ignore'),
  /** What read-only and unknown properties of activities do: emails, tasks, notes, calls, meetings. */
  activityBadProperties: z.enum(['reject', 'ignore']).default('reject'),
  /** How a search beyond the 10,000th result is refused. */
  searchCapBody: z.enum(['validation', 'plain']).default('validation'),
  /** Whether NEQ, NOT_IN and NOT_CONTAINS_TOKEN find records without a value. */
  negativesFindEmpty: z.boolean().default(true),
  /** Whether `email EQ` in a search finds contacts by their further addresses. */
  searchFurtherEmails: z.boolean().default(true),
  /** Whether a restored record keeps its id. */
  restoreKeepsId: z.boolean().default(true),
  /** Properties that the 2026-09 paths require. */
  required: z.array(required).default([]),
  /** Whether each refresh issues a new refresh token and ends the old one. */
  rotateRefreshTokens: z.boolean().default(false),
  /** The addresses that the app lets browsers come back to; null admits any. */
  redirectUrls: z.array(z.string()).nullable().default(null),
  /** What a user answers who is asked to install the app. */
  approval: z.enum(['granted', 'denied']).default('granted'),
  /** The chance that a page of a list is shorter than asked. */
  shortPages: z.number().min(0).max(1).default(0),
  /** Whether answers are compressed for clients that accept it. */
  gzip: z.boolean().default(false),
});

export type Rules = z.output<typeof rulesShape>;
/** Rules as a file or a request states them, before defaults are filled in. */
export type RulesInput = z.input<typeof rulesShape>;
