import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A step that goes on until it is stopped. */
export interface RunningStep {
  readonly pid: number;
  /** Its first line of output, which it writes when it is ready. */
  readonly ready: unknown;
  readonly stop: () => Promise<void>;
}

/** Starts a file of `steps/` in a process of its own, and waits until it is ready. */
export async function startStep(
  name: string,
  settings: Readonly<Record<string, string>>,
): Promise<RunningStep> {
  const file = new URL(`steps/${name}.ts`, import.meta.url);
  const child = spawn(process.execPath, [file.pathname], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const gone = exited.then(() => {
    throw new Error(`the step ${name} ended before it was ready`);
  });
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), gone])) as [
    string,
  ];
  gone.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ready: JSON.parse(line),
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
