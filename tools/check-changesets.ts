import { lineOf, type Problem, type TextFile } from './source-file.ts';

const changeset = /^\.changeset\/(?!README)[^/]+\.md$/u;
const named = /^(['"])(?<name>[^'"]+)\1: *(?<bump>\S*)$/gmu;
const bumps = new Set(['patch', 'minor', 'major']);

const configPath = '.changeset/config.json';

const released = (texts: readonly TextFile[]): Set<unknown> => {
  const config = texts.find(({ path }) => path === configPath)?.text ?? '{}';
  const ignored = new Set<unknown>(JSON.parse(config).ignore);
  const manifests = texts.filter(({ path }) => /^(?:packages|apps)\/.*package\.json$/u.test(path));
  const names = manifests.map(({ text }) => JSON.parse(text).name as unknown);
  return new Set(names.filter((name) => !ignored.has(name)));
};

const checkOne = (file: TextFile, names: ReadonlySet<unknown>): Problem[] => {
  const head = /^---\n(.*?)\n---\n/su.exec(file.text)?.[1];
  const found = [...(head ?? '').matchAll(named)];
  if (found.length === 0) return [{ path: file.path, message: 'names no package' }];
  return found.flatMap(({ groups: { name, bump } = {}, index }) => {
    const line = lineOf(file, index + '---\n'.length);
    if (!names.has(name)) return [{ path: file.path, line, message: `${name} is not released` }];
    return bumps.has(bump ?? '') ? [] : [{ path: file.path, line, message: `${bump} is no bump` }];
  });
};

/** Changesets by which no version can be made: a package that is not released, or an unknown bump. */
export const checkChangesets = (texts: readonly TextFile[]): Problem[] => {
  const names = released(texts);
  return texts.filter(({ path }) => changeset.test(path)).flatMap((file) => checkOne(file, names));
};
