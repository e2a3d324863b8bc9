import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

/** A simulator in a process of its own, which ends with this one however this one ends. */
export interface SimulatorProcess {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const hello = z.object({ url: z.url() });

const program = new URL('../registry/simulator-child.ts', import.meta.url);

/** Starts the account of a CRM of the demo and waits until it listens. */
export const startSimulator = async (crmId: string): Promise<SimulatorProcess> => {
  const child = fork(program, [crmId]);
  const ended = once(child, 'exit');
  const message = once(child, 'message').then(([first]) => first as unknown);
  const first = await Promise.race([message, ended.then(() => null)]);
  if (first === null) throw new Error(`the simulator of ${crmId} ended before it listened`);
  const { url } = hello.parse(first);
  return {
    url,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};
