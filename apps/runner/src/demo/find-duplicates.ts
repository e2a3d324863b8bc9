import { normaliseDomain, normaliseEmail } from '@concord/core/policy';
import type { Duplicates } from './check-promises.ts';
import type { SimulatorClient } from './simulator-client.ts';

interface KeyedObject {
  readonly object: string;
  readonly field: string;
  readonly keyOf: (value: string) => string | null;
}

const keyed: readonly KeyedObject[] = [
  { object: 'Account', field: 'Website', keyOf: normaliseDomain },
  { object: 'Contact', field: 'Email', keyOf: normaliseEmail },
];

const group = async (
  client: SimulatorClient,
  { object, field, keyOf }: KeyedObject,
): Promise<[string, string[]][]> => {
  const rows = await client.query(`SELECT Id, ${field} FROM ${object} WHERE ${field} != null`);
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const key = keyOf(String(row[field]));
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), String(row['Id'])]);
  }
  return [...groups].filter(([, ids]) => ids.length > 1);
};

/** The CRM's records that share a website's domain or an email address. */
export const findDuplicates = async (client: SimulatorClient): Promise<Duplicates> =>
  new Map((await Promise.all(keyed.map((one) => group(client, one)))).flat());
