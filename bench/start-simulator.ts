import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const request = z.object({
  time: z.string(),
  method: z.string(),
  target: z.string(),
  status: z.number().nullable(),
});

/** One request as it went over the wire, by the simulator's clock. */
export type SimulatedRequest = z.infer<typeof request>;

/** A simulator in a process of its own. */
export interface Simulator {
  readonly crm: string;
  readonly url: string;
  /** Requests it has counted on the wire so far. */
  readonly calls: () => Promise<number>;
  /** Those it counted after so many, oldest first. */
  readonly requestsAfter: (calls: number) => Promise<SimulatedRequest[]>;
  /** Lets time pass in the account. */
  readonly advance: (ms: number) => Promise<void>;
  /** Sets what its control of that name sets. */
  readonly control: (name: string, to: Readonly<Record<string, number>>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const log = z.object({ count: z.number(), requests: z.array(request) });

/** What else an account holds, however many its contacts are. */
const others: Readonly<Record<string, readonly string[]>> = {
  salesforce: ['--accounts', '2000', '--leads', '5000', '--opportunities', '2000'],
  hubspot: ['--companies', '2000', '--deals', '2000'],
};

const root = new URL('..', import.meta.url);

/** Starts a simulator with so many contacts, and waits until it listens. */
export async function startSimulator(crm: string, contacts: number): Promise<Simulator> {
  const sizes = ['--contacts', String(contacts), '--tasks', '5000', '--emails', '0'];
  const args = ['tools/simulate.ts', crm, '--port', '0', '--seed', '7', ...sizes];
  const child = spawn(process.execPath, [...args, ...(others[crm] ?? [])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /http:\/\/[^\s]+/u.exec(line)?.[0];
  if (url === undefined) throw new Error(`the simulator did not say where it listens: ${line}`);
  const logAfter = async (calls: number) => {
    const answer = await fetch(new URL(`/__simulator/requests?since=${calls}`, url));
    return log.parse(await answer.json());
  };
  const control = async (name: string, to: Readonly<Record<string, number>>) => {
    const body = JSON.stringify(to);
    const answer = await fetch(new URL(`/__simulator/${name}`, url), { method: 'POST', body });
    if (!answer.ok) throw new Error(`the simulator refused: ${await answer.text()}`);
  };
  return {
    crm,
    url,
    calls: async () => (await logAfter(1_000_000_000)).count,
    requestsAfter: async (calls) => (await logAfter(calls)).requests,
    advance: (advanceMs) => control('clock', { advanceMs }),
    control,
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}
