import { z } from 'zod';
import { leadStatuses, opportunityStages, taskStatuses } from './picklist-rules.ts';

const duplicateRule = z.strictObject({
  name: z.string(),
  object: z.string(),
  /** `alert` lets a save through that says allowSave=true; `block` never does. */
  action: z.enum(['alert', 'block']),
  /** What happens to a change of a record there is, if not the same; `report` lets it through. */
  onEdit: z.enum(['alert', 'block', 'report']).optional(),
  message: z.string().default('Use one of these records?'),
  /** A record matches when all listed fields agree: field of the saved record to field of the other. */
  match: z.array(
    z.strictObject({
      object: z.string(),
      fields: z.record(z.string(), z.string()),
      rule: z.string().default('Standard_Matching_Rule'),
    }),
  ),
});

const validationRule = z.strictObject({
  name: z.string(),
  object: z.string(),
  /** The record is refused when this SOQL condition holds for it. */
  errorWhen: z.string(),
  message: z.string(),
  field: z.string().optional(),
});

const permission = z.strictObject({
  user: z.string(),
  object: z.string(),
  create: z.boolean().optional(),
  read: z.boolean().optional(),
  edit: z.boolean().optional(),
  delete: z.boolean().optional(),
  /** "View All Records"; without it a user sees only the records they own. */
  viewAll: z.boolean().optional(),
  fields: z.record(z.string(), z.enum(['none', 'read'])).optional(),
});

const assignmentRule = z.strictObject({
  object: z.string(),
  /** A user, or a queue where the object may be owned by one. */
  owner: z.string(),
  /** The rule that this entry belongs to; its entries are tried in order. */
  rule: z.string().default('01Q5e000000AUTOEAA'),
  /** Whether the rule runs without being named. */
  active: z.boolean().default(true),
  /** A SOQL condition that the record has to meet; absent for every record. */
  when: z.string().optional(),
});

const userPermission = z.strictObject({
  user: z.string(),
  /** "View Setup and Configuration". */
  viewSetup: z.boolean().default(false),
  /** "Update Email Messages". */
  updateEmailMessages: z.boolean().default(false),
});

const leadMapping = z.strictObject({
  lead: z.string(),
  object: z.enum(['Account', 'Contact', 'Opportunity']),
  field: z.string(),
});

/** What an administrator has set up. A part given replaces that part. */
export const rulesShape = z.strictObject({
  duplicates: z.array(duplicateRule).default([]),
  /** Whether the standard rules for contacts and leads are on, which find either among both. */
  standardDuplicateRules: z.boolean().default(false),
  validations: z.array(validationRule).default([]),
  permissions: z.array(permission).default([]),
  userPermissions: z.array(userPermission).default([]),
  assignments: z.array(assignmentRule).default([]),
  taskStatuses,
  leadStatuses,
  opportunityStages,
  /** Whether the org has Enhanced Email; without it emails belong to cases alone. */
  enhancedEmail: z.boolean().default(true),
  /** Whether a closed task moves SystemModstamp of the records whose LastActivityDate it sets. */
  activityStamps: z.boolean().default(true),
  /** What a task whose person is deleted does: loses the person, or goes along. */
  deletedWho: z.enum(['clear', 'cascade']).default('clear'),
  /** Fields beside the standard ones that a conversion carries over from a lead. */
  leadMappings: z.array(leadMapping).default([]),
  /** Whether undeleting moves SystemModstamp. */
  undeleteStamps: z.boolean().default(true),
  /** Whether each refresh issues a new refresh token and ends the old one. */
  rotateRefreshTokens: z.boolean().default(false),
  /** The addresses that the app lets browsers come back to; null admits any. */
  callbackUrls: z.array(z.string()).nullable().default(null),
  /** The scopes that the app may ask for. */
  appScopes: z.array(z.string()).default(['refresh_token', 'api', 'id', 'openid']),
  /** Whether the app demands PKCE. */
  requirePkce: z.boolean().default(false),
  /** What a user answers who is asked to let the app in. */
  approval: z.enum(['granted', 'denied']).default('granted'),
  /** The chance that a page of a query is shorter than asked. */
  shortPages: z.number().min(0).max(1).default(0.05),
  /** Whether users may create and change fields by the Tooling API. */
  customizeApplication: z.boolean().default(true),
  /** Whether users may delete for good by the Bulk API. */
  bulkHardDelete: z.boolean().default(true),
  /** How long a bulk job stays in a state while nobody polls it, ms. */
  bulkStepMs: z.int().min(0).default(1000),
  /** How long a change takes to reach the search index, ms. */
  searchLagMs: z.int().min(0).default(5000),
  /** How old the counts of /limits/recordCount may be, ms. */
  recordCountLagMs: z.int().min(0).default(60_000),
  /** Whether answers are compressed for clients that accept it. */
  gzip: z.boolean().default(false),
});

export type Rules = z.output<typeof rulesShape>;
/** Rules as a file or a request states them, before defaults are filled in. */
export type RulesInput = z.input<typeof rulesShape>;
