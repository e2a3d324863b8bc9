import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Measurement } from '../run-step.ts';
import { setting } from './measure.ts';

const pid = Number(setting('GATEWAY_PID'));

/** What the watched process holds of the machine's memory, in MB. */
export const heldMb = (): number => {
  const line = /VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1024;
};

/** Makes the watched process collect its garbage, and waits until it has. */
export const collect = async (): Promise<void> => {
  for (let time = 0; time < 3; time += 1) {
    process.kill(pid, 'SIGUSR2');
    await wait(1_500);
  }
};

/** Growth by something, in MB. */
export const growth = (records: number, peakMb: number): Measurement => ({
  records,
  ms: 0,
  cpuMs: 0,
  peakMb,
});
