import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { SeenRecord, Workplace } from './demo-crm.ts';
import { createSimulatorClient, type SimulatorClient } from './simulator-client.ts';

const page = z.object({
  results: z.array(
    z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) }),
  ),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
});

const api = '/crm/v3/objects';

const list = async (
  { call }: SimulatorClient,
  object: string,
  fields: readonly string[],
): Promise<SeenRecord[]> => {
  const records: SeenRecord[] = [];
  let after: string | undefined;
  do {
    const asked = new URLSearchParams({ limit: '100', properties: fields.join() });
    if (after !== undefined) asked.set('after', after);
    const { results, paging } = page.parse((await call(`${api}/${object}?${asked}`)).body);
    records.push(...results.map(({ id, properties }) => ({ id, fields: properties })));
    after = paging?.next.after;
  } while (after !== undefined);
  return records;
};

const mergedMax = 6;

const nameOf = ({ fields }: SeenRecord): string =>
  `${String(fields['firstname'])} ${String(fields['lastname'])}`;

/** Contacts of one name, of whom the second is merged into the first. */
const mergeNamesakes = async (client: SimulatorClient): Promise<number> => {
  const contacts = await list(client, 'contacts', ['firstname', 'lastname', 'email']);
  const named = contacts.filter(({ fields }) =>
    ['firstname', 'lastname', 'email'].every((name) => fields[name] !== null),
  );
  const pairs = [...Map.groupBy(named, nameOf).values()].filter(({ length }) => length === 2);
  let merged = 0;
  for (const [one, two] of pairs.slice(0, mergedMax)) {
    const order = { object: 'contacts', primary: one?.id, other: two?.id };
    merged += Number(await client.act({ action: 'merge', ...order }));
  }
  return merged;
};

/** Somebody at work in a simulated HubSpot, whose search index lags `indexLagMs` at most. */
export const openHubSpotWorkplace = (url: string, indexLagMs: number): Workplace => {
  const client = createSimulatorClient(url);
  const edit: Workplace['edit'] = async ({ object, id, fields }) => {
    const init = { method: 'PATCH', body: { properties: fields } } as const;
    return (await client.call(`${api}/${object}/${id}`, init)).status === 200;
  };
  return {
    history: client.history,
    list: (object, fields) => list(client, object, fields),
    edit,
    completeTask: (id) => edit({ object: 'tasks', id, fields: { hs_task_status: 'COMPLETED' } }),
    tidyUp: () => mergeNamesakes(client),
    // A read ends at the beginning of the second that HubSpot's clock shows.
    settle: () => wait(indexLagMs + 1_000),
    close: client.close,
  };
};
