import type { Instant } from '../contract/index.ts';
import { toInstant } from '../contract/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';

/** How long until a record changed in this very second can be guarded. */
const nextSecondMs = 1_100;

/** When a guarded update may be planned again; `null` when it can be guarded now. */
export function guardTooSoon(
  work: ConnectionWork,
  decision: { readonly kind: string; readonly guarded?: boolean },
  current: MirrorRow | null,
): Instant | null {
  if (decision.kind !== 'update' || decision.guarded !== true) return null;
  if (current === null || current.revision !== null) return null;
  return toInstant(Date.parse(work.parts.clock.now()) + nextSecondMs);
}
