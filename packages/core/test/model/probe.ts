import type { RemoteId } from '@concord/core/contract';
import type { PlatformRecord } from '@concord/core/platform';
import { expect } from 'vitest';
import { connectionId } from '../engine/world.ts';
import { nextPlay } from './happen.ts';
import { candidates } from './rules.ts';
import { work } from './stage.ts';
import type { Stage } from './stage.ts';

/** Objects that the record may be in, the one that goes before others first (R-PERSON-5). */
const objectsOf = ({ setup }: Stage, { object }: PlatformRecord): readonly string[] => {
  if (object === 'company') return ['Company'];
  return setup.createAs === 'leads' ? ['Person', 'Lead'] : ['Person'];
};

/** The record of the CRM that is to be written: the one changed last; `null` where none is there. */
async function winnerOf(
  { crm, store, setup }: Stage,
  record: PlatformRecord,
  objects: readonly string[],
) {
  const all = await store.linksOf([record.id]);
  const links = all.filter((link) => link.connectionId === connectionId);
  for (const object of objects) {
    const matches = candidates(crm, object, { record, links, hasKey: setup.hasKey });
    const newest = matches.toSorted((a, b) => Number(b.revision) - Number(a.revision))[0];
    if (newest !== undefined) return newest.id;
  }
  return null;
}

const ask = ({ engine }: Stage, { object, key }: PlatformRecord, play: string) =>
  object === 'company'
    ? engine.syncCompany({ domain: key }, { play })
    : engine.syncPerson({ email: key }, { play });

/** Asks for one more writing: exactly the right one is written, or one is made (R-DUP-3). */
export async function probe(stage: Stage, record: PlatformRecord): Promise<void> {
  const objects = objectsOf(stage, record);
  const winner = await winnerOf(stage, record, objects);
  const { history } = stage.crm.state;
  const before = history.length;
  const play = nextPlay(stage);
  await ask(stage, record, play);
  await work(stage, 'write');
  const since = history.slice(before).filter(({ object }) => objects.includes(object));
  const touched: readonly RemoteId[] = [...new Set(since.map(({ id }) => id))];
  const [written] = touched;
  const isWritten = since.some(({ field, after }) => field === 'Play__c' && after === play);
  const of = { record: record.key, play };
  expect({ ...of, isWritten, touched }).toEqual({
    ...of,
    isWritten: true,
    touched: [winner ?? written],
  });
}
