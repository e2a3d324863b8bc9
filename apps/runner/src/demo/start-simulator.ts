import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { SimulatorOptions } from '@concord/connector-salesforce/simulator';
import { z } from 'zod';

/** A simulator in a process of its own, which ends with this one however this one ends. */
export interface SimulatorProcess {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const hello = z.object({ url: z.url() });

/** Starts it and waits until it listens. */
export const startSimulator = async (seed: SimulatorOptions): Promise<SimulatorProcess> => {
  const child = fork(new URL('simulator-child.ts', import.meta.url), [JSON.stringify(seed)]);
  const ended = once(child, 'exit');
  const message = once(child, 'message').then(([first]) => first as unknown);
  const first = await Promise.race([message, ended.then(() => null)]);
  if (first === null) throw new Error('the simulator ended before it listened');
  const { url } = hello.parse(first);
  return {
    url,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};
