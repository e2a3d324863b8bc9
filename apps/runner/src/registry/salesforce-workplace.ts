import { z } from 'zod';
import type { SeenRecord, Workplace } from './demo-crm.ts';
import { createSimulatorClient, type SimulatorClient } from './simulator-client.ts';

const page = z.object({
  records: z.array(z.record(z.string(), z.unknown())),
  nextRecordsUrl: z.string().optional(),
});

const api = '/services/data/v62.0';

/** All rows of a query. */
const query = async ({ call }: SimulatorClient, soql: string): Promise<SeenRecord[]> => {
  const rows: SeenRecord[] = [];
  let next: string | undefined = `${api}/query?q=${encodeURIComponent(soql)}`;
  while (next !== undefined) {
    const { records, nextRecordsUrl } = page.parse((await call(next)).body);
    rows.push(...records.map((fields) => ({ id: String(fields['Id']), fields })));
    next = nextRecordsUrl;
  }
  return rows;
};

const convertedMax = 6;

/**
 * Whoever resembles a contact is refused by the org's duplicate rules. A lead with a website would
 * make another account of its domain, to which the choice among duplicates may move (R-DUP-5).
 */
const convertLeads = async (client: SimulatorClient): Promise<number> => {
  const [owner] = await query(client, "SELECT Id FROM User WHERE Name = 'Sim Person'");
  const leads = await query(
    client,
    `SELECT Id FROM Lead WHERE IsConverted = false AND Email != null AND Website = null LIMIT ${convertedMax}`,
  );
  let converted = 0;
  for (const { id: leadId } of leads) {
    const order = { leadId, ownerId: owner?.id, doNotCreateOpportunity: true };
    converted += Number(await client.act({ action: 'convert', ...order }));
  }
  return converted;
};

/** Somebody at work in a simulated Salesforce. */
export const openSalesforceWorkplace = (url: string): Workplace => {
  const client = createSimulatorClient(url);
  const edit: Workplace['edit'] = async ({ object, id, fields }) => {
    const path = `${api}/sobjects/${object}/${id}`;
    return (await client.call(path, { method: 'PATCH', body: fields })).status === 204;
  };
  return {
    history: client.history,
    list: (object, fields) => query(client, `SELECT ${['Id', ...fields].join()} FROM ${object}`),
    edit,
    completeTask: (id) => edit({ object: 'Task', id, fields: { Status: 'Completed' } }),
    logCall: (WhoId) => {
      const call = { Subject: 'Call', TaskSubtype: 'Call', CallType: 'Outbound', WhoId };
      const record = { ...call, Status: 'Completed' };
      return client.act({ action: 'create', object: 'Task', record });
    },
    tidyUp: () => convertLeads(client),
    // Queries see every commit at once.
    settle: () => Promise.resolve(),
    close: client.close,
  };
};
