import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

/** What one step measured, in a process of its own. */
const measurement = z.object({
  /** Records it dealt with. */
  records: z.number(),
  ms: z.number(),
  /** Processor time of the step's process, in milliseconds. */
  cpuMs: z.number(),
  /** The most memory that the process ever held, in MB. */
  peakMb: z.number(),
});

export type Measurement = z.infer<typeof measurement>;

/** Runs a file of `steps/`, whose last line of output is its measurements by name. */
export async function runStep(
  name: string,
  settings: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, Measurement>>> {
  const file = new URL(`steps/${name}.ts`, import.meta.url);
  const child = spawn(process.execPath, [file.pathname], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`the step ${name} failed`);
  return z
    .record(z.string(), measurement)
    .parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
}
