import type { Change } from '@concord/testkit/simulator';
import { Agent, request } from 'undici';
import { z } from 'zod';

/** What the demo does to its Salesforce besides syncing: as a person, and as its operator. */
export interface SimulatorClient {
  /** Every change since it was seeded, oldest first. */
  readonly history: () => Promise<Change[]>;
  /** All rows of a query, each as its fields. */
  readonly query: (soql: string) => Promise<Record<string, unknown>[]>;
  /** Changes a record as a person does; `false` when Salesforce refused. */
  readonly edit: (object: string, id: string, fields: Record<string, string>) => Promise<boolean>;
  /** Creates a record as a person or their dialer does; `false` when Salesforce refused. */
  readonly create: (object: string, fields: Record<string, string>) => Promise<boolean>;
  /** Converts a lead as a person does, whose the contact becomes; `false` when Salesforce refused. */
  readonly convert: (leadId: string, ownerId: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

const page = z.object({
  records: z.array(z.record(z.string(), z.unknown())),
  nextRecordsUrl: z.string().optional(),
});

const historyPage = z.object({ changes: z.array(z.unknown()) });

const person = { authorization: 'Bearer sim-person', 'content-type': 'application/json' };
const api = '/services/data/v62.0';

interface CallInit {
  readonly method?: 'GET' | 'PATCH' | 'POST';
  readonly body?: string;
}

/** A client of a simulator that listens at `url`. */
export const createSimulatorClient = (url: string): SimulatorClient => {
  const dispatcher = new Agent({ connections: 4 });
  const call = async (path: string, init: CallInit = {}) => {
    const { statusCode, body } = await request(new URL(path, url), {
      ...init,
      method: init.method ?? 'GET',
      headers: person,
      dispatcher,
    });
    const text = await body.text();
    return { status: statusCode, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  const act = async (action: Record<string, unknown>): Promise<boolean> => {
    const init = { method: 'POST', body: JSON.stringify(action) } as const;
    return (await call('/__simulator/records', init)).status === 200;
  };
  return {
    history: async () => {
      const { body } = await call('/__simulator/history?limit=1000000');
      return historyPage.parse(body).changes as Change[];
    },
    query: async (soql) => {
      const rows: Record<string, unknown>[] = [];
      let next: string | undefined = `${api}/query?q=${encodeURIComponent(soql)}`;
      while (next !== undefined) {
        const { records, nextRecordsUrl } = page.parse((await call(next)).body);
        rows.push(...records);
        next = nextRecordsUrl;
      }
      return rows;
    },
    edit: async (object, id, fields) => {
      const init = { method: 'PATCH', body: JSON.stringify(fields) } as const;
      return (await call(`${api}/sobjects/${object}/${id}`, init)).status === 204;
    },
    create: (object, record) => act({ action: 'create', object, record }),
    convert: (leadId, ownerId) =>
      act({ action: 'convert', leadId, ownerId, doNotCreateOpportunity: true }),
    close: () => dispatcher.close(),
  };
};
