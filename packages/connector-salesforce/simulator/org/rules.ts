import { z } from 'zod';

const duplicateRule = z.strictObject({
  name: z.string(),
  object: z.string(),
  /** `alert` lets a save through that says allowSave=true; `block` never does. */
  action: z.enum(['alert', 'block']),
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
  fields: z.record(z.string(), z.enum(['none', 'read'])).optional(),
});

const assignmentRule = z.strictObject({ object: z.string(), owner: z.string() });

/** What an administrator has set up. A part given replaces that part. */
export const rulesShape = z.strictObject({
  duplicates: z.array(duplicateRule).default([]),
  validations: z.array(validationRule).default([]),
  permissions: z.array(permission).default([]),
  assignments: z.array(assignmentRule).default([]),
  /** Whether undeleting moves SystemModstamp. */
  undeleteStamps: z.boolean().default(true),
  /** Whether each refresh issues a new refresh token and ends the old one. */
  rotateRefreshTokens: z.boolean().default(false),
  /** The chance that a page of a query is shorter than asked. */
  shortPages: z.number().min(0).max(1).default(0.05),
  /** Whether answers are compressed for clients that accept it. */
  gzip: z.boolean().default(false),
});

export type Rules = z.output<typeof rulesShape>;
/** Rules as a file or a request states them, before defaults are filled in. */
export type RulesInput = z.input<typeof rulesShape>;
export type DuplicateRule = Rules['duplicates'][number];
