import { Client } from '@hubspot/api-client';
import { onTestFinished } from 'vitest';
import {
  createHubSpotSimulator,
  type HubSpotSimulator,
  type RulesInput,
  type SimulatorOptions,
} from '../../simulator/index.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // A test looks into many shapes; each knows its own.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

export interface OpenPortal {
  readonly simulator: HubSpotSimulator;
  /** The official client, as the integration. */
  readonly client: Client;
  /** A request as the integration, with a JSON body where one is given. */
  send(
    method: string,
    path: string,
    more?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  search(type: string, body: unknown): Promise<Answer>;
  control(name: string, body?: unknown): Promise<Answer>;
}

/** A clock that stands still, so that nothing happens unless a test says so. */
export const frozen = { clock: { startMs: Date.parse('2026-06-01T12:00:00Z'), running: false } };

/** Nothing happens by itself, the index has no lag, answers keep their order. */
export const calm: RulesInput = {
  searchLag: { minMs: 0, maxMs: 0 },
  autoCompanies: false,
  modifiedBumps: false,
  associationBumps: 0,
  batchOrder: 'asked',
};

const unlimited = {
  tenSecondly: 1e9,
  oauthTenSecondly: 1e9,
  associationsTenSecondly: 1e9,
  searchSecondly: 1e9,
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** A simulator that lives for one test, and how to talk to it. */
export const openPortal = async (options: SimulatorOptions = {}): Promise<OpenPortal> => {
  const simulator = await createHubSpotSimulator({
    ...frozen,
    quota: unlimited,
    ...options,
    rules: { ...calm, ...options.rules },
  });
  onTestFinished(() => simulator.close());
  const send: OpenPortal['send'] = async (method, path, { body, headers = {} } = {}) => {
    const url = simulator.url + (path.startsWith('/') ? path : `/crm/v3/objects/${path}`);
    const response = await fetch(url, {
      method,
      headers: {
        authorization: 'Bearer sim-integration',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  return {
    simulator,
    client: new Client({ accessToken: 'sim-integration', basePath: simulator.url }),
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, { body }),
    search: (type, body) => send('POST', `${type}/search`, { body }),
    control: (name, body) =>
      send(
        body === undefined ? 'GET' : 'POST',
        `/__simulator/${name}`,
        body === undefined ? {} : { body },
      ),
  };
};
