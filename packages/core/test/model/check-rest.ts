import type { PlatformRecord } from '@concord/core/platform';
import { expect } from 'vitest';
import { connectionId } from '../engine/world.ts';
import { unlike } from './check-mirror.ts';
import { addresses, domains, words } from './happenings.ts';
import { probe } from './probe.ts';
import { doubled, lost, madeUp, replaced, wentBack } from './rules.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';

const said: ReadonlySet<unknown> = new Set<unknown>([
  ...addresses,
  ...domains,
  ...words,
  'Platform',
]);

/** What the history of the CRM shows against the rules. */
const violations = ({ crm, setup, beginnings, looks }: Stage) => {
  const { history } = crm.state;
  return {
    replaced: setup.guard === 'atomic' ? replaced(history) : [],
    lost: lost(crm),
    madeUp: madeUp(history, said),
    wentBack: wentBack(history),
    doubled: doubled(history, { here: looks.of, elsewhere: beginnings.of }),
  };
};

const none = { replaced: [], lost: [], madeUp: [], wentBack: [], doubled: [] };

async function recordsOf({ store }: Stage): Promise<PlatformRecord[]> {
  const lists = (['company', 'person'] as const).map((object) =>
    store.listRecords({ object, first: 100, after: null }),
  );
  return (await Promise.all(lists)).flatMap(({ items }) => items.map(({ item }) => item));
}

/** Lets everything come to rest and holds it against the rules. */
export async function checkRest(stage: Stage): Promise<void> {
  const { crm, store } = stage;
  await settle(stage);
  expect(violations(stage)).toEqual(none);
  expect(await unlike(stage)).toEqual([]);
  expect(await store.openPlans(connectionId)).toEqual([]);
  expect(await store.nextDueAt(connectionId)).toBeNull();
  const quiet = crm.state.history.length;
  await settle(stage);
  expect(crm.state.history.slice(quiet)).toEqual([]);
  for (const record of await recordsOf(stage)) await probe(stage, record);
  expect(violations(stage)).toEqual(none);
}
