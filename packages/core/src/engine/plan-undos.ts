import type { Instant } from '../contract/index.ts';
import type { WriteConclusion } from '../ports/index.ts';
import { requestOf } from './conclusions.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { JudgedUndo } from './judge-undo.ts';
import type { UndoTarget } from './load-undo.ts';
import type { PlannedCall } from './make-call.ts';
import { settleUndo } from './settle-undo.ts';
import { toPlan } from './to-plan.ts';

/** What is stored about one target: settled without a call, or a plan to be called. */
export type UndoPlan =
  | { readonly kind: 'settled'; readonly conclusion: WriteConclusion }
  | { readonly kind: 'call'; readonly call: PlannedCall };

/** Looks at it again later. */
function putOff({ request }: UndoTarget, dueAt: Instant): UndoPlan {
  const { attempt } = request;
  const again = requestOf(request, { state: 'pending', waitingFor: null, dueAt, attempt });
  const conclusion = { plan: null, request: again, outcome: null, link: null, touched: null };
  return { kind: 'settled', conclusion };
}

/** An undo as it is stored, once it is decided. */
export function planOneUndo(work: ConnectionWork, judged: JudgedUndo): UndoPlan {
  const { target } = judged;
  if (judged.kind === 'later') return putOff(target, judged.at);
  if (judged.kind === 'call') {
    return { kind: 'call', call: { plan: toPlan(work, judged.write), target } };
  }
  const { reason, verdicts } = judged.decision;
  return { kind: 'settled', conclusion: settleUndo(work, target, { reason, verdicts }) };
}
