import { createMemoryQueue, createMemoryStore } from '@concord/core/memory-store';
import { vi } from 'vitest';
import { parseConfiguration, type Configuration } from '../src/configuration/configuration.ts';
import { createRunner, type Runner } from '../src/create-runner.ts';
import { parseKeyRing } from '../src/credentials/key-ring.ts';
import { runProgram } from '../src/run-program.ts';
import { systemClock } from '../src/system/system-clock.ts';
import type { Ended } from './run-concord.ts';

/** The program in this process: its commands share one runner, over a store in memory. */
export interface CommandLine {
  readonly runner: Runner;
  readonly run: (
    words: string,
    environment?: Readonly<Record<string, string>>,
  ) => Promise<Omit<Ended, 'leftOvers'>>;
}

const configurationOf = (environment: Readonly<Record<string, string>>): Configuration => {
  const parsed = parseConfiguration({ CONCORD_FOLLOW_REDIRECTS: 'off', ...environment });
  if (!parsed.ok) throw new Error('configuration');
  return parsed.value;
};

const createTestRunner = (environment: Readonly<Record<string, string>>): Runner => {
  const ring = parseKeyRing(`test:${Buffer.alloc(32, 7).toString('base64')}`);
  if (!ring.ok) throw new Error(ring.problem);
  const store = createMemoryStore();
  const queue = createMemoryQueue(systemClock);
  return createRunner({
    configuration: configurationOf(environment),
    opened: { workspaces: [{ name: 'default', store, queue }], close: () => queue.stop() },
    ring: ring.value,
    clock: systemClock,
    report: () => undefined,
  });
};

const hear = (stream: NodeJS.WriteStream) => {
  let heard = '';
  const spy = vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    heard += String(chunk);
    return true;
  });
  return () => {
    spy.mockRestore();
    return heard;
  };
};

/** A command that can be stopped listens for signals as long as its process lives. */
const forgetSignals = (): (() => void) => {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  return () =>
    signals.forEach((signal, index) => {
      const added = process.listeners(signal).filter((one) => before[index]?.has(one) === false);
      for (const listener of added) process.off(signal, listener);
    });
};

/** A program to give command lines to; its runner is to be closed. */
export const openCommandLine = (own: Readonly<Record<string, string>> = {}): CommandLine => {
  const runner = createTestRunner(own);
  return {
    runner,
    run: async (words, environment = {}) => {
      const configuration = configurationOf(environment);
      const forget = forgetSignals();
      const [stdout, stderr] = [hear(process.stdout), hear(process.stderr)];
      const code = await runProgram(words.split(' '), (command) => command(runner, configuration));
      forget();
      return { code, stdout: stdout(), stderr: stderr() };
    },
  };
};
