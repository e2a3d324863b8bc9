import { createSalesforceSimulator } from './index.ts';

/*
 * Run as `node simulator/bench.ts [contacts]`: reads every contact in pages by keyset, and looks websites up by LIKE.
 * Seconds are of processor time of server and client together, so that a busy machine does not matter.
 */

const contacts = Number(process.argv[2] ?? 100_000);
const base = '/services/data/v62.0';
const fields =
  'Id, FirstName, LastName, Email, AccountId, Title, Phone, MobilePhone, OwnerId, CreatedDate, LastModifiedDate, SystemModstamp';

interface Page {
  readonly records: readonly { readonly Id: string; readonly SystemModstamp: string }[];
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const seconds = async <T>(work: () => T | Promise<T>): Promise<[T, number]> => {
  const started = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(started);
  return [result, (user + system) / 1e6];
};

const [simulator, seedSeconds] = await seconds(() =>
  createSalesforceSimulator({
    accounts: Math.ceil(contacts / 5),
    contacts,
    rules: { shortPages: 0 },
  }),
);
const headers = { authorization: 'Bearer sim-integration' };

const query = async (soql: string): Promise<string> => {
  const url = `${simulator.url}${base}/query?q=${encodeURIComponent(soql)}`;
  const response = await fetch(url, { headers });
  return response.text();
};

const condition = (last: Page['records'][number] | undefined): string =>
  last === undefined
    ? ''
    : `WHERE (SystemModstamp > ${last.SystemModstamp} OR (SystemModstamp = ${last.SystemModstamp} AND Id > '${last.Id}'))`;

/** The end of a page, found without parsing the whole of it: the client must not be what is measured. */
const lastOf = (text: string): Page['records'][number] => {
  const record = text.slice(text.lastIndexOf('{"attributes"'), -2);
  return JSON.parse(record) as Page['records'][number];
};

const readAll = async (): Promise<number> => {
  let pages = 0;
  let last: Page['records'][number] | undefined;
  for (;;) {
    const text = await query(
      `SELECT ${fields} FROM Contact ${condition(last)} ORDER BY SystemModstamp, Id LIMIT 2000`,
    );
    const isEmpty = text.endsWith('"records":[]}');
    if (isEmpty) return pages;
    pages += 1;
    last = lastOf(text);
  }
};

await readAll();
const [pages, readSeconds] = await seconds(readAll);
const [, likeSeconds] = await seconds(() => {
  const patterns = Array.from({ length: 100 }, (_, at) => `Website LIKE '%nomatch${at}.example%'`);
  return query(`SELECT Id, Website FROM Account WHERE ${patterns.join(' OR ')}`);
});
const [, emailSeconds] = await seconds(async () => {
  for (let at = 0; at < 100; at += 1)
    await query(`SELECT Id FROM Contact WHERE Email IN ('a${at}@b.example')`);
});

const { rss } = process.memoryUsage();
say(`seeded ${contacts} contacts in ${seedSeconds.toFixed(2)} s, rss ${Math.round(rss / 1e6)} MB`);
say(
  `read ${pages} pages in ${readSeconds.toFixed(2)} s: ${Math.round(contacts / readSeconds)} records/s`,
);
say(`100 LIKE patterns over ${Math.ceil(contacts / 5)} accounts: ${likeSeconds.toFixed(3)} s`);
say(`100 look-ups by email: ${emailSeconds.toFixed(3)} s (the first makes the index)`);
await simulator.close();
