import { quotaReserve } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import type { Checkpoint, RunKind } from '@concord/core/ports';
import type { Runner } from '../open-runner.ts';
import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { reasonInWords } from '../screen/reason-words.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { describeWeaknesses } from './describe-guarantees.ts';
import { explainDelay } from './explain-delay.ts';
import { guaranteesOf } from './guarantees-of.ts';

const headings = ['object', 'mirrored', 'skipped', 'failed', 'waiting', 'pending', 'read until'];

const objectRows = async (
  { store }: Runner,
  id: string,
  checkpoints: readonly Checkpoint[],
): Promise<(string | number)[][]> => {
  const counts = (await store.countObjects([id])).get(id) ?? [];
  return counts.map((count) => [
    count.crmObject,
    count.mirrored,
    count.skipped,
    count.failed,
    count.waiting,
    count.pending,
    checkpoints.find(({ crmObject }) => crmObject === count.crmObject)?.caughtUpAt ?? 'never',
  ]);
};

const showQuota = ({ quota }: Connection): void => {
  if (quota === null) return;
  const [used, limit] = [quota.used, quota.limit].map((calls) => calls.toLocaleString('en'));
  const kept = Math.ceil(quota.limit * quotaReserve).toLocaleString('en');
  print(`requests today: ${used} of ${limit}, of which ${kept} are left to others`);
};

const background = ['reprocess', 'reconcile', 'associations'] as const satisfies RunKind[];

const showBackground = async ({ store }: Runner, connection: Connection): Promise<void> => {
  for (const kind of background) {
    const run = await store.nextQueuedRun(connection.id, kind);
    if (run === null) continue;
    const where = run.position === null ? 'not begun' : `at ${run.position.crmObject}`;
    print(`${kind} of ${run.objects?.join(', ') ?? 'all objects'}: queued, ${where}`);
  }
  const { lastReconciledAt, lastAssociatedAt } = connection;
  if (lastReconciledAt !== null) print(`compared with the CRM: ${lastReconciledAt}`);
  if (lastAssociatedAt !== null) print(`asked what records belong to: ${lastAssociatedAt}`);
};

const showReasons = async ({ store }: Runner, id: string): Promise<void> => {
  for (const { crmObject, reason, count } of await store.countReasons(id)) {
    if (reason === 'nothing-to-write') continue;
    print(`  ${count.toLocaleString('en')} × ${crmObject}: ${reasonInWords(reason)}`);
  }
};

const showGuarantees = (runner: Runner, connection: Connection): void => {
  const guarantees = guaranteesOf(runner, connection);
  if (guarantees.length === 0) return;
  const rows = guarantees.map(({ object, guarantee: { update, create } }) => [
    object,
    update,
    create,
  ]);
  print(formatTable(['object', "people's edits", 'second records'], rows));
  for (const line of describeWeaknesses(guarantees)) print(`  ${line}`);
};

const showActivity = async (
  { engine, store, clock }: Runner,
  connection: Connection,
): Promise<readonly Checkpoint[]> => {
  const activity = await engine.activityOf(connection.id);
  const checkpoints = await store.listCheckpoints([connection.id]);
  const { reading, writing } = connection;
  print(`reading ${reading ? 'on' : 'off'}, writing ${writing ? 'on' : 'off'}, ${activity.state}`);
  if (activity.hold !== null) {
    print(`held: ${activity.hold.reason}, until ${activity.hold.until ?? 'a person acts'}`);
  }
  print(explainDelay({ connection, activity, checkpoints, now: Date.parse(clock.now()) }));
  return checkpoints;
};

const show = async (runner: Runner, connection: Connection): Promise<void> => {
  const { id, name, crm, state } = connection;
  print(`${name} (${crm}, ${id}): ${state}`);
  const checkpoints = await showActivity(runner, connection);
  if (state === 'needs-reconnect') print(`reconnect it: concord connect ${crm} --id ${id} …`);
  showQuota(connection);
  await showBackground(runner, connection);
  print(formatTable(headings, await objectRows(runner, id, checkpoints)));
  await showReasons(runner, id);
  showGuarantees(runner, connection);
};

/** `concord status`: what every connection holds and does. */
export const status =
  (named: string | undefined): Command =>
  async (runner) => {
    for (const connection of await chooseConnections(runner.store, named)) {
      await show(runner, connection);
    }
  };
