import type { Change } from '@concord/testkit/simulator';
import { Agent, request } from 'undici';
import { z } from 'zod';

export interface CallInit {
  readonly method?: 'GET' | 'PATCH' | 'POST';
  readonly body?: unknown;
}

/** A simulator over HTTP, as a person of the account. */
export interface SimulatorClient {
  readonly call: (path: string, init?: CallInit) => Promise<{ status: number; body: unknown }>;
  /** Does what a person does by hand; `false` when the CRM refused. */
  readonly act: (action: Readonly<Record<string, unknown>>) => Promise<boolean>;
  /** Every change since it was seeded, oldest first. */
  readonly history: () => Promise<Change[]>;
  readonly close: () => Promise<void>;
}

const person = { authorization: 'Bearer sim-person', 'content-type': 'application/json' };

const historyPage = z.object({ changes: z.array(z.unknown()) });

/** `null` for an empty body, and for a page made for people. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** A client of a simulator that listens at `url`. */
export const createSimulatorClient = (url: string): SimulatorClient => {
  const dispatcher = new Agent({ connections: 4 });
  const call: SimulatorClient['call'] = async (path, { method = 'GET', body: sent } = {}) => {
    const { statusCode, body } = await request(new URL(path, url), {
      method,
      headers: person,
      dispatcher,
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    });
    return { status: statusCode, body: parse(await body.text()) };
  };
  return {
    call,
    act: async (body) =>
      (await call('/__simulator/records', { method: 'POST', body })).status === 200,
    history: async () => {
      const { body } = await call('/__simulator/history?limit=1000000');
      return historyPage.parse(body).changes as Change[];
    },
    close: () => dispatcher.close(),
  };
};
