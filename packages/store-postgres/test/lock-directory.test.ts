import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from '../src/connect/lock-directory.ts';

const source = fileURLToPath(new URL('../src/connect/lock-directory.ts', import.meta.url));

/** Another process that holds the lock until it is killed. */
const holdElsewhere = async (directory: string) => {
  const script = `
    const { lockDirectory } = await import(${JSON.stringify(source)});
    await lockDirectory(${JSON.stringify(directory)});
    process.stdout.write('held');
    setInterval(() => {}, 1_000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script]);
  await once(holder.stdout, 'data');
  return async () => {
    holder.kill('SIGKILL');
    await once(holder, 'exit');
  };
};

describe('lockDirectory', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'concord-lock-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('keeps a second holder out, naming directory and remedy', async () => {
    const unlock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(directory);
    await expect(lockDirectory(directory)).rejects.toThrow('DATABASE_URL');
    await unlock();
  });

  it('passes on when it is given back', async () => {
    const unlock = await lockDirectory(directory);
    await unlock();
    const again = await lockDirectory(directory);
    await again();
    expect(existsSync(join(directory, 'lock'))).toBe(false);
  });

  it('keeps another process out until that is killed', async () => {
    const kill = await holdElsewhere(directory);
    await expect(lockDirectory(directory)).rejects.toThrow('in use');
    await kill();
    const unlock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow('in use');
    await unlock();
  });

  it('lets one of many in after a kill', async () => {
    await (
      await holdElsewhere(directory)
    )();
    const tried = await Promise.allSettled(
      Array.from({ length: 5 }, () => lockDirectory(directory)),
    );
    const held = tried.filter((one) => one.status === 'fulfilled');
    const refused = tried.filter((one) => one.status === 'rejected');
    expect(held).toHaveLength(1);
    for (const { reason } of refused) expect(String(reason)).toContain('in use');
    await held[0]?.value();
  });

  it('locks a directory whose path is too long for a socket', async () => {
    const long = join(directory, 'a'.repeat(120));
    mkdirSync(long);
    const unlock = await lockDirectory(long);
    await expect(lockDirectory(long)).rejects.toThrow('in use');
    await unlock();
  });
});
