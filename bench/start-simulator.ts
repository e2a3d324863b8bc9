import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** A simulator in a process of its own. */
export interface Simulator {
  readonly url: string;
  /** Requests it has counted on the wire so far. */
  readonly calls: () => Promise<number>;
  /** Lets time pass in the account. */
  readonly advance: (ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const counted = z.object({ count: z.number() });

/** What else the account holds, however many its contacts are. */
const others = ['--leads', '5000', '--opportunities', '2000', '--tasks', '5000', '--emails', '0'];

const root = new URL('..', import.meta.url);

/** Starts a simulator with so many contacts, and waits until it listens. */
export async function startSimulator(contacts: number, accounts: number): Promise<Simulator> {
  const sizes = ['--contacts', String(contacts), '--accounts', String(accounts), ...others];
  const args = ['tools/simulate.ts', 'salesforce', '--port', '0', '--seed', '7', ...sizes];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /http:\/\/[^\s]+/u.exec(line)?.[0];
  if (url === undefined) throw new Error(`the simulator did not say where it listens: ${line}`);
  return {
    url,
    calls: async () => {
      const answer = await fetch(new URL('/__simulator/requests?since=1000000000', url));
      return counted.parse(await answer.json()).count;
    },
    advance: async (advanceMs) => {
      const body = JSON.stringify({ advanceMs });
      await fetch(new URL('/__simulator/clock', url), { method: 'POST', body });
    },
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}
