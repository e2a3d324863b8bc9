import { z } from 'zod';
import { measure, report, setting } from './measure.ts';

/** HubSpot: 100 records a page and a batch. developers.hubspot.com, read 2026-11-21 */
const pageMax = 100;

const contacts = new URL('/crm/objects/2026-09/contacts', setting('SIMULATOR_URL')).href;

const headers = { authorization: 'Bearer sim-person', 'content-type': 'application/json' };

const listed = z.object({
  results: z.array(z.object({ id: z.string() })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

async function change(ids: readonly string[]): Promise<void> {
  const properties = { jobtitle: 'Changed by a person' };
  const body = JSON.stringify({ inputs: ids.map((id) => ({ id, properties })) });
  const answer = await fetch(`${contacts}/batch/update`, { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(await answer.text());
  await answer.arrayBuffer();
}

/** Changes so many contacts, a page after the other. */
async function changeAll(count: number): Promise<number> {
  let changed = 0;
  for (let after: string | undefined = ''; after !== undefined && changed < count;) {
    const answer = await fetch(`${contacts}?limit=${pageMax}&after=${after}`, { headers });
    const page = listed.parse(await answer.json());
    const ids = page.results.map(({ id }) => id).slice(0, count - changed);
    await change(ids);
    changed += ids.length;
    after = page.paging?.next?.after;
  }
  return changed;
}

report({ changed: await measure(() => changeAll(Number(setting('COUNT')))) });
process.exit(0);
