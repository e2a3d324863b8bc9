import { exportsOf } from './exports-of.ts';
import { lineOf, type Problem, type SourceFile } from './source-file.ts';

const documentedRooms = /^packages\/core\/src\/(contract|platform|policy|ports|engine)\//u;
const entries = /^packages\/[^/]+\/(src|simulator)\/([^/]+\/)?index\.ts$/u;

const endsComment = (text: string, offset: number): boolean =>
  text.slice(0, offset).trimEnd().endsWith('*/');

const passedOn = (files: readonly SourceFile[]): Set<string> =>
  new Set(
    files
      .filter(({ path }) => entries.test(path))
      .flatMap(exportsOf)
      .map(({ from, name }) => `${from} ${name}`),
  );

/** Exports that others build on and that have no doc comment. */
export const checkComments = (files: readonly SourceFile[]): Problem[] => {
  const published = passedOn(files);
  const isMeant = (path: string, name: string): boolean =>
    documentedRooms.test(path) || published.has(`${path} ${name}`);
  return files.flatMap((file) =>
    exportsOf(file)
      .filter(({ from, name }) => from === null && isMeant(file.path, name))
      .filter(({ start }) => !endsComment(file.text, start))
      .map(({ name, start }) => ({
        path: file.path,
        line: lineOf(file, start),
        message: `${name} has no doc comment`,
      })),
  );
};
