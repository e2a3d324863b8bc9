import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createProblem } from '../screen/problem.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** An empty directory for one demo; refuses to empty that of a demo which is still running. */
export const openDemoDirectory = async (dataDirectory: string): Promise<string> => {
  const directory = join(dataDirectory, 'demo');
  const holder = Number(await readFile(join(directory, 'pid'), 'utf8').catch(() => '0'));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw createProblem(
      `another demo is running in ${directory} (process ${holder})`,
      'stop it, or set CONCORD_DATA_DIR',
    );
  }
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(join(directory, 'pid'), String(process.pid));
  return directory;
};
