import type { MirrorRow } from '../platform/index.ts';
import type { PagePlan } from './page-facts.ts';
import type { ReadContext } from './read-context.ts';

/** A page of a read, what was looked up for it, and what it changes. */
export interface PlannedPage {
  readonly rows: readonly MirrorRow[];
  readonly context: ReadContext;
  readonly plan: PagePlan;
}
