import type { Connection } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { chooseConnections } from './choose-connection.ts';
import { withRunner } from './with-runner.ts';

const headings = ['object', 'mirrored', 'skipped', 'failed', 'waiting', 'pending', 'read until'];

const objectRows = async ({ store }: Runner, id: string): Promise<(string | number)[][]> => {
  const checkpoints = await store.listCheckpoints(id);
  const counts = await store.countObjects(id);
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

const show = async (runner: Runner, connection: Connection): Promise<void> => {
  const { id, name, crm, state, reading, writing } = connection;
  const activity = await runner.engine.activityOf(id);
  print(`${name} (${crm}, ${id}): ${state}`);
  print(`reading ${reading ? 'on' : 'off'}, writing ${writing ? 'on' : 'off'}, ${activity.state}`);
  if (activity.hold !== null) {
    print(`held: ${activity.hold.reason}, until ${activity.hold.until ?? 'a person acts'}`);
  }
  if (state === 'needs-reconnect') print(`reconnect it: concord connect ${crm} --id ${id} …`);
  print(formatTable(headings, await objectRows(runner, id)));
};

/** `concord status`: what every connection holds and does. */
export const status = (named: string | undefined): Promise<void> =>
  withRunner(async (runner) => {
    for (const connection of await chooseConnections(runner.store, named)) {
      await show(runner, connection);
    }
  });
