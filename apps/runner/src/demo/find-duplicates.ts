import { normaliseDomain, normaliseEmail } from '@concord/core/policy';
import type { Duplicates } from './check-promises.ts';
import type { SimulatorClient } from './simulator-client.ts';

/** A record of the CRM by the key that it can be found by. */
export interface KeyedRecord {
  readonly object: string;
  readonly id: string;
  readonly key: string;
}

interface KeyedObject {
  readonly object: string;
  readonly field: string;
  readonly keyOf: (value: string) => string | null;
}

const keyed: readonly KeyedObject[] = [
  { object: 'Account', field: 'Website', keyOf: normaliseDomain },
  { object: 'Contact', field: 'Email', keyOf: normaliseEmail },
  { object: 'Lead', field: 'Email', keyOf: normaliseEmail },
  { object: 'EmailMessage', field: 'MessageIdentifier', keyOf: (value) => value },
];

const list = async (
  client: SimulatorClient,
  { object, field, keyOf }: KeyedObject,
): Promise<KeyedRecord[]> => {
  const rows = await client.query(`SELECT Id, ${field} FROM ${object} WHERE ${field} != null`);
  return rows.flatMap((row) => {
    const key = keyOf(String(row[field]));
    return key === null ? [] : [{ object, id: String(row['Id']), key }];
  });
};

/** Every record of the CRM that has a key: a website, an email address, a message id. */
export const listKeyed = async (client: SimulatorClient): Promise<KeyedRecord[]> =>
  (await Promise.all(keyed.map((one) => list(client, one)))).flat();

/** Records of one object that share a key. */
export const groupDuplicates = (records: readonly KeyedRecord[]): Duplicates => {
  const groups = new Map<string, string[]>();
  for (const { object, key, id } of records) {
    const name = `${object} ${key}`;
    groups.set(name, [...(groups.get(name) ?? []), id]);
  }
  return new Map([...groups].filter(([, ids]) => ids.length > 1));
};

/** The CRM's records that share a website's domain, an email address or a message id. */
export const findDuplicates = async (client: SimulatorClient): Promise<Duplicates> =>
  groupDuplicates(await listKeyed(client));
