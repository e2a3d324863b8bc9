import type { Connection } from 'jsforce/lib/connection.js';
import { measure, report, setting } from './measure.ts';
import { connectPlainly } from './plain-salesforce.ts';

const headers = {
  'content-type': 'application/json',
  authorization: 'Bearer sim-integration',
};

async function ask(method: 'POST' | 'PATCH', to: { path: string; body: unknown }): Promise<void> {
  const url = new URL(`/services/data/v62.0${to.path}`, setting('SIMULATOR_URL'));
  const answer = await fetch(url, { method, headers, body: JSON.stringify(to.body) });
  await answer.json();
}

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );

const contact = { attributes: { type: 'Contact' } };

async function pickContacts(connection: Connection, count: number): Promise<string[]> {
  const ids: string[] = [];
  let page = await connection.query('SELECT Id FROM Contact', { autoFetch: false });
  ids.push(...page.records.map((one) => String(one['Id'])));
  while (ids.length < count && page.nextRecordsUrl !== undefined) {
    page = await connection.queryMore(page.nextRecordsUrl);
    ids.push(...page.records.map((one) => String(one['Id'])));
  }
  return ids.slice(0, count);
}

async function updateInCollections(ids: readonly string[]) {
  for (const some of chunks(ids, 200)) {
    const records = some.map((id) => ({ ...contact, id, Unify_Most_Recent_Play__c: 'Floor' }));
    await ask('PATCH', {
      path: '/composite/sobjects',
      body: { allOrNone: false, records },
    });
  }
  return ids.length;
}

async function updateInComposites(ids: readonly string[]) {
  for (const some of chunks(ids, 25)) {
    const compositeRequest = some.map((id, n) => ({
      method: 'PATCH',
      url: `/services/data/v62.0/sobjects/Contact/${id}`,
      referenceId: `r${n}`,
      body: { Department: 'Floor' },
    }));
    await ask('POST', {
      path: '/composite',
      body: { allOrNone: false, compositeRequest },
    });
  }
  return ids.length;
}

async function create(count: number) {
  const drafts = Array.from({ length: count }, (_, n) => ({
    ...contact,
    LastName: `Floor ${n}`,
    Email: `floor.${n}@floor.example`,
  }));
  for (const records of chunks(drafts, 200)) {
    await ask('POST', {
      path: '/composite/sobjects',
      body: { allOrNone: false, records },
    });
  }
  return count;
}

const connection = connectPlainly();
const ids = await pickContacts(connection, Number(setting('UPDATES')));
report({
  managed: await measure(() => updateInCollections(ids)),
  guarded: await measure(() => updateInComposites(ids)),
  created: await measure(() => create(Number(setting('CREATES')))),
});
