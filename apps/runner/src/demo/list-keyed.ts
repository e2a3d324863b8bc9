import type { Connector, Fields, RemoteObject } from '@concord/core/contract';
import { matchKeysOf } from '@concord/core/policy';
import type { Workplace } from '../registry/demo-crm.ts';
import type { Duplicates } from './check-promises.ts';
import { placeOf } from './place-of.ts';

/** A record of the CRM by one key that it can be found by. */
export interface KeyedRecord {
  readonly object: string;
  readonly id: string;
  readonly key: string;
}

const listOf = async (
  work: Pick<Workplace, 'list'>,
  object: string,
  { keyFields }: RemoteObject,
): Promise<KeyedRecord[]> => {
  const names = Object.values(keyFields).flat();
  if (names.length === 0) return [];
  const records = await work.list(object, names);
  return records.flatMap(({ id, fields }) =>
    matchKeysOf(fields as Fields, keyFields).map(({ value }) => ({ object, id, key: value })),
  );
};

/** Every record that we may write, by each website, email address or message id it has. */
export const listKeyed = async (
  work: Pick<Workplace, 'list'>,
  { objects }: Pick<Connector, 'objects'>,
): Promise<KeyedRecord[]> => {
  const written = Object.entries(objects).filter(([, { write }]) => write !== undefined);
  const lists = await Promise.all(written.map(([name, object]) => listOf(work, name, object)));
  return lists.flat();
};

/** Records of one object that share a key. */
export const groupDuplicates = (records: readonly KeyedRecord[]): Duplicates => {
  const groups = new Map<string, string[]>();
  for (const { object, key, id } of records) {
    const name = `${object} ${key}`;
    groups.set(name, [...(groups.get(name) ?? []), placeOf({ object, id })]);
  }
  return new Map([...groups].filter(([, ids]) => ids.length > 1));
};
