import { createHubSpotSimulator } from './index.ts';

/*
 * Run as `node simulator/bench.ts [contacts]`: reads every contact by the list, and a week of changes by search. Seconds are
 * of processor time of server and client together, so that a busy machine does not matter.
 */

const contacts = Number(process.argv[2] ?? 100_000);
const properties =
  'firstname,lastname,email,jobtitle,phone,mobilephone,lifecyclestage,hubspot_owner_id,country,createdate,lastmodifieddate';
const headers = { authorization: 'Bearer sim-integration', 'content-type': 'application/json' };

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const seconds = async <T>(work: () => T | Promise<T>): Promise<[T, number]> => {
  const started = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(started);
  return [result, (user + system) / 1e6];
};

const unlimited = { tenSecondly: 1e9, searchSecondly: 1e9, daily: 1e9 };

const [simulator, seedSeconds] = await seconds(() =>
  createHubSpotSimulator({ companies: Math.ceil(contacts / 5), contacts, quota: unlimited }),
);

/** The end of a page, found without parsing the whole of it: the client must not be what is measured. */
const afterOf = (text: string): string | undefined =>
  /"after":"(\d+)"/u.exec(text.slice(-400))?.[1];

const readAll = async (): Promise<number> => {
  let pages = 0;
  let after: string | undefined = '';
  while (after !== undefined) {
    const path = `/crm/v3/objects/contacts?limit=100&properties=${properties}&after=${after}`;
    const response = await fetch(simulator.url + path, { headers });
    after = afterOf(await response.text());
    pages += 1;
  }
  return pages;
};

interface Found {
  readonly total: number;
  readonly results: readonly { readonly id: string }[];
}

const searchPage = async (since: number, after: string): Promise<Found> => {
  const filters = [
    { propertyName: 'lastmodifieddate', operator: 'GTE', value: String(since) },
    { propertyName: 'hs_object_id', operator: 'GT', value: after },
  ];
  const body = { filterGroups: [{ filters }], sorts: ['hs_object_id'], limit: 200 };
  const path = '/crm/v3/objects/contacts/search';
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  return (await (await fetch(simulator.url + path, init)).json()) as Found;
};

const searchAll = async (since: number): Promise<number> => {
  let found = 0;
  let after: string | undefined = '0';
  while (after !== undefined) {
    const { results } = await searchPage(since, after);
    found += results.length;
    after = results.at(-1)?.id;
  }
  return found;
};

await readAll();
const [pages, readSeconds] = await seconds(readAll);
const [found, searchSeconds] = await seconds(() => searchAll(Date.now() - 60 * 86_400_000));
const [, emailSeconds] = await seconds(async () => {
  for (let at = 0; at < 100; at += 1)
    await fetch(`${simulator.url}/crm/v3/objects/contacts/a${at}@b.example?idProperty=email`, {
      headers,
    });
});

const { rss } = process.memoryUsage();
say(`seeded ${contacts} contacts in ${seedSeconds.toFixed(2)} s, rss ${Math.round(rss / 1e6)} MB`);
say(
  `listed ${pages} pages in ${readSeconds.toFixed(2)} s: ${Math.round(contacts / readSeconds)} records/s`,
);
say(
  `searched ${found} records by keyset in ${searchSeconds.toFixed(2)} s: ${Math.round(found / searchSeconds)} records/s`,
);
say(`100 look-ups by email: ${emailSeconds.toFixed(3)} s (the first makes the index)`);
await simulator.close();
