import type { SalesforceSimulator } from '@concord/connector-salesforce/simulator';
import { expect } from 'vitest';

type Values = Readonly<Record<string, unknown>>;

/** Somebody who works in Salesforce, through its own API. */
export interface SalesforcePerson {
  readonly create: (object: string, values: Values) => Promise<string>;
  readonly edit: (object: string, id: string, values: Values) => Promise<void>;
  readonly remove: (object: string, id: string) => Promise<void>;
  /** The rows of a query, with the fields it asks for. */
  readonly query: (soql: string) => Promise<Values[]>;
  /** One record with every field; records in the bin as well. */
  readonly see: (object: string, id: string) => Values;
  /** Switches of the org, as its administrator sets them. */
  readonly administer: (path: 'schema' | 'tokens' | 'rules', change: Values) => Promise<Values>;
}

const api = '/services/data/v62.0';

/** Long enough between two acts that their stamps differ. */
const aMomentMs = 2_000;

/** Somebody whose every act takes a moment of Salesforce's time. */
export const createSalesforcePerson = (simulator: SalesforceSimulator): SalesforcePerson => {
  const call = async (path: string, init: { method?: string; body?: Values } = {}) => {
    const answer = await fetch(new URL(path, simulator.url), {
      method: init.method ?? 'GET',
      headers: { authorization: 'Bearer sim-person', 'content-type': 'application/json' },
      ...(init.body && { body: JSON.stringify(init.body) }),
    });
    const text = await answer.text();
    expect(answer.ok, `${init.method ?? 'GET'} ${path}: ${text}`).toBe(true);
    return text === '' ? {} : JSON.parse(text);
  };
  const act: typeof call = async (path, init) => {
    simulator.clock.advance(aMomentMs);
    const answer = await call(path, init);
    simulator.clock.advance(aMomentMs);
    return answer;
  };
  return {
    create: async (object, body) =>
      (await act(`${api}/sobjects/${object}`, { method: 'POST', body })).id,
    edit: (object, id, body) => act(`${api}/sobjects/${object}/${id}`, { method: 'PATCH', body }),
    remove: (object, id) => act(`${api}/sobjects/${object}/${id}`, { method: 'DELETE' }),
    query: async (soql) => (await call(`${api}/query?q=${encodeURIComponent(soql)}`)).records,
    see: (object, id) => simulator.org.read({ object, id }) ?? {},
    administer: (path, body) => act(`/__simulator/${path}`, { method: 'POST', body }),
  };
};
