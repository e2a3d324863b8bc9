import { callPlans } from './call-plans.ts';
import { unplacedFailure } from './conclude-unplaced.ts';
import type { ConnectionWork } from './connection-work.ts';
import { judgeUndos } from './judge-undo.ts';
import { loadUndo } from './load-undo.ts';
import type { UndoTarget } from './load-undo.ts';
import { planOneUndo } from './plan-undos.ts';
import type { WriteRequest } from '../ports/index.ts';
import type { WrittenObject } from './plan-requests.ts';
import { saveConclusions } from './save-conclusions.ts';
import { undoOrder } from './undone-before.ts';
import { settleForgotten, settleUndo } from './settle-undo.ts';
import type { Slice } from './write-slice.ts';

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

/** Undoes what is due of the first of the kinds of record; `null` where nothing is. */
async function undoSlice(
  work: ConnectionWork,
  kinds: readonly WrittenObject[],
): Promise<Slice | null> {
  const requests = await work.parts.store.dueRequests({
    connectionId: work.connection.id,
    objects: kinds,
    now: work.parts.clock.now(),
    limit: sliceMax,
    undo: true,
  });
  const kind = kinds.find((one) => one === requests[0]?.object);
  if (kind === undefined) return null;
  await undoRequests(work, requests);
  return { kind, count: requests.length };
}

async function undoRequests(
  work: ConnectionWork,
  requests: readonly WriteRequest[],
): Promise<void> {
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
}

/** Undoes all that is due; answers how many requests it dealt with. */
export async function undoRound(work: ConnectionWork): Promise<number> {
  let count = 0;
  let kinds: readonly WrittenObject[] = undoOrder;
  while (!work.signal.aborted) {
    const slice = await undoSlice(work, kinds);
    if (slice === null) break;
    count += slice.count;
    kinds = kinds.slice(kinds.indexOf(slice.kind));
  }
  return count;
}
