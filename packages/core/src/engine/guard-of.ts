import type { Instant } from '../contract/index.ts';
import { toInstant } from '../contract/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';

/** How long until a record changed in this very second can be guarded. */
const nextSecondMs = 1_100;

/**
 * The revision that an update was decided upon, `null` for an update that needs no guard; or when
 * it can be had. A CRM without any guard gets a plain update, and its weaker guarantee is shown.
 */
export type GuardChoice =
  | { readonly kind: 'ready'; readonly revision: string | null }
  | { readonly kind: 'soon'; readonly at: Instant };

/** How a decided write is kept from replacing what a person typed since (R-OVERWRITE-7). */
export function guardOf(
  work: PlanningWork,
  { remote }: ObjectWork,
  write: {
    readonly decision: { readonly kind: string; readonly guarded?: boolean };
    readonly current: MirrorRow | null;
  },
): GuardChoice {
  const { decision, current } = write;
  const isGuarded = decision.kind === 'update' && decision.guarded === true;
  const kind = remote.write?.guard.kind ?? 'none';
  if (!isGuarded || kind === 'none') return { kind: 'ready', revision: null };
  const revision = current?.revision ?? null;
  if (revision !== null) return { kind: 'ready', revision };
  return { kind: 'soon', at: toInstant(Date.parse(work.parts.clock.now()) + nextSecondMs) };
}
