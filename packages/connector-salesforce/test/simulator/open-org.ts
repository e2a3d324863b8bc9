import { onTestFinished } from 'vitest';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
  type SimulatorOptions,
} from '../../simulator/index.ts';

export const base = '/services/data/v62.0';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // A test looks into many shapes; each knows its own.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

export interface OpenOrg {
  readonly simulator: SalesforceSimulator;
  /** A request as the integration user, with a JSON body where one is given. */
  send(
    method: string,
    path: string,
    more?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  query(soql: string): Promise<Answer>;
  control(name: string, body?: unknown): Promise<Answer>;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** A simulator that lives for one test, and how to talk to it. */
export const openOrg = async (options: SimulatorOptions = {}): Promise<OpenOrg> => {
  const simulator = await createSalesforceSimulator({ rules: { shortPages: 0 }, ...options });
  onTestFinished(() => simulator.close());
  const send: OpenOrg['send'] = async (method, path, { body, headers = {} } = {}) => {
    const url = simulator.url + (path.startsWith('/') ? path : `${base}/${path}`);
    const response = await fetch(url, {
      method,
      headers: {
        authorization: 'Bearer sim-integration',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  return {
    simulator,
    send,
    query: (soql) => send('GET', `query?q=${encodeURIComponent(soql)}`),
    control: (name, body) =>
      send(
        body === undefined ? 'GET' : 'POST',
        `/__simulator/${name}`,
        body === undefined ? {} : { body },
      ),
  };
};
