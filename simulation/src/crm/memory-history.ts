import type { CrmChange, MemoryCrm } from '@concord/testkit/memory-crm';
import type { Change, ChangeHistory } from '@concord/testkit/simulator';
import { createHistory } from '@concord/testkit/simulator';
import { tellTime } from '../world/tell-time.ts';

const kinds = {
  created: 'created',
  updated: 'updated',
  removed: 'deleted',
  restored: 'undeleted',
  merged: 'merged',
  converted: 'converted',
} as const satisfies Record<CrmChange['kind'], Change['kind']>;

/** Keeps the plain CRM's history as the simulators keep theirs, in its own time. */
export function followHistory({ state }: MemoryCrm, now: () => number): ChangeHistory {
  const history = createHistory();
  const time = tellTime(now);
  state.follow(({ kind, sequence: _sequence, at: _at, ...change }) =>
    history.add({ ...change, kind: kinds[kind], time: time() }),
  );
  return history;
}
