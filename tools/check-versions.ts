import type { Problem, TextFile } from './source-file.ts';

const exact = /^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\^)$/u;
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

type Manifest = Partial<Record<(typeof kinds)[number], Record<string, string>>>;

/** Dependencies of a `package.json` that two machines could resolve differently. */
export const checkVersions = ({ path, text }: TextFile): Problem[] => {
  const manifest = JSON.parse(text) as Manifest;
  return kinds
    .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => ({ path, message: `${name} ${version} is not an exact version` }));
};
