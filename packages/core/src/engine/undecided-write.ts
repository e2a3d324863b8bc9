import type { PlannedWrite } from './explanation.ts';

/** What a planned write says of a choice that was not made. */
export const undecidedWrite = {
  reason: null,
  failure: null,
  objectReason: null,
  keys: [],
  candidates: [],
  decidedBy: null,
  fields: [],
  guarantee: null,
  company: null,
} as const satisfies Partial<PlannedWrite>;
