import { callPlans } from './call-plans.ts';
import { unplacedFailure } from './conclude-unplaced.ts';
import type { ConnectionWork } from './connection-work.ts';
import { judgeUndos } from './judge-undo.ts';
import { loadUndo } from './load-undo.ts';
import type { UndoTarget } from './load-undo.ts';
import { planOneUndo } from './plan-undos.ts';
import type { WrittenObject } from './plan-requests.ts';
import { saveConclusions } from './save-conclusions.ts';
import { undoOrder } from './undone-before.ts';
import { settleForgotten, settleUndo } from './settle-undo.ts';

/** Few, so that what the CRM said of them is seconds old when it is acted upon. */
const sliceMax = 100;

/** Nothing of a kind of record that the account does not show, or lets us write, any more. */
const settleUnplaced = (work: ConnectionWork, target: UndoTarget) =>
  settleUndo(work, target, { status: 'failed', failure: unplacedFailure(work, target.request) });

/** Undoes writes to records of one object: stored before the call, like every write. */
async function undoIn(
  work: ConnectionWork,
  targets: readonly [UndoTarget, ...UndoTarget[]],
): Promise<void> {
  const [{ object }] = targets;
  const write = object?.remote.write;
  if (object === null || write === undefined) {
    await saveConclusions(
      work,
      targets.map((target) => settleUnplaced(work, target)),
    );
    return;
  }
  const judged = await judgeUndos(work, { ...object, write }, targets);
  const planned = judged.map((one) => planOneUndo(work, one));
  await saveConclusions(
    work,
    planned.flatMap((one) => (one.kind === 'settled' ? [one.conclusion] : [])),
  );
  const calls = planned.flatMap((one) => (one.kind === 'call' ? [one.call] : []));
  await work.parts.store.savePlans(
    work.lease,
    calls.map(({ plan }) => plan),
  );
  await callPlans(work, object, calls);
}

/** Undoes what is due of one kind of record; answers how many requests it dealt with. */
async function undoSlice(work: ConnectionWork, kind: WrittenObject): Promise<number> {
  const { store, clock } = work.parts;
  const requests = await store.dueRequests({
    connectionId: work.connection.id,
    object: kind,
    now: clock.now(),
    limit: sliceMax,
    undo: true,
  });
  if (requests.length === 0) return 0;
  const targets = await loadUndo(work, requests);
  const found = new Set(targets.map(({ request }) => request));
  const forgotten = requests.filter((request) => !found.has(request));
  await saveConclusions(
    work,
    forgotten.map((request) => settleForgotten(work, request)),
  );
  const groups = Map.groupBy(targets, ({ outcomes }) => outcomes[0].crmObject);
  for (const [first, ...others] of groups.values()) {
    if (first !== undefined) await undoIn(work, [first, ...others]);
  }
  return requests.length;
}

/** Undoes all that is due; answers how many requests it dealt with. */
export async function undoRound(work: ConnectionWork): Promise<number> {
  let count = 0;
  for (const kind of undoOrder) {
    let undone = 1;
    while (undone > 0 && !work.signal.aborted) {
      undone = await undoSlice(work, kind);
      count += undone;
    }
  }
  return count;
}
