import { exportsOf } from './exports-of.ts';
import type { Problem, SourceFile, TextFile } from './source-file.ts';

/** Files of every connector, besides `src/NAME.ts`, the objects and the wire plans. */
export const connectorFiles = [
  'README.md',
  'CONFORMANCE.md',
  'src/index.ts',
  'src/find-candidates.ts',
  'src/read-changes.ts',
  'src/write-records.ts',
  'src/describe-object.ts',
  'src/query-text.ts',
  'src/errors.ts',
  'src/limits.ts',
  'simulator/index.ts',
  'test/conformance.test.ts',
];

/** Files whose exports are the same in every connector: what each of them is asked for. */
const alike = [
  'src/index.ts',
  'src/find-candidates.ts',
  'src/read-changes.ts',
  'src/write-records.ts',
  'src/errors.ts',
];

/** Requests that every connector keeps a record of, by the name of the file. */
export const wirePlans = [
  'create',
  'create-email',
  'create-task',
  'describe',
  'describe-task',
  'find-created',
  'get',
  'guarded-update',
  'identify',
  'match-domain',
  'match-email',
  'match-message-id',
  'prove-removed',
  'read-first-page',
  'read-next-page',
  'remove',
  'update',
];

/** Headings of every connector's README, in this order. */
export const readmeHeadings = ['Capabilities', 'Permissions', 'Limits', 'Guarantee', 'Deviations'];

interface ConnectorFiles {
  readonly name: string;
  readonly root: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, SourceFile>;
}

const relative = <File extends TextFile>(all: readonly File[], root: string): Map<string, File> =>
  new Map(
    all
      .filter(({ path }) => path.startsWith(root))
      .map((file) => [file.path.slice(root.length), file]),
  );

const connectorsIn = (texts: readonly TextFile[], sources: readonly SourceFile[]) => {
  const names = texts.flatMap(
    ({ path }) => /^packages\/connector-([^/]+)\/package\.json$/u.exec(path)?.[1] ?? [],
  );
  const packages = names.map((name): ConnectorFiles => {
    const root = `packages/connector-${name}/`;
    const own = [...relative(texts, root)].map(([path, { text }]) => [path, text] as const);
    return { name, root, texts: new Map(own), sources: relative(sources, root) };
  });
  // A package that only simulates its CRM is no connector yet.
  return packages.filter((one) => [...one.texts.keys()].some((path) => path.startsWith('src/')));
};

const missingFiles = ({ name, root, texts }: ConnectorFiles): Problem[] =>
  [...connectorFiles, `src/${name}.ts`]
    .filter((file) => !texts.has(file))
    .map((file) => ({ path: root + file, message: 'is missing: every connector has it' }));

const wrongHeadings = ({ root, texts }: ConnectorFiles): Problem[] => {
  const readme = texts.get('README.md') ?? '';
  const found = [...readme.matchAll(/^## (.+)$/gmu)].map((match) => match[1]);
  if (found.join() === readmeHeadings.join()) return [];
  return [
    { path: `${root}README.md`, message: `has not the headings ${readmeHeadings.join(', ')}` },
  ];
};

const exportNames = (connector: ConnectorFiles, file: string): string => {
  const source = connector.sources.get(file);
  const names = source === undefined ? [] : exportsOf(source).map(({ name }) => name);
  return names
    .map((name) => name.replaceAll(connector.name, 'crm'))
    .toSorted()
    .join(', ');
};

const otherExports = (connector: ConnectorFiles, example: ConnectorFiles): Problem[] =>
  alike
    .filter((file) => exportNames(connector, file) !== exportNames(example, file))
    .map((file) => ({
      path: connector.root + file,
      message: `exports ${exportNames(connector, file)}, not ${exportNames(example, file)} as ${example.name}`,
    }));

const missingWires = ({ root, texts }: ConnectorFiles): Problem[] =>
  wirePlans
    .map((plan) => `test/wire/${plan}.json`)
    .filter((file) => !texts.has(file))
    .map((file) => ({ path: root + file, message: 'is missing: every connector has it' }));

/** Where connectors differ in files, exports, README headings, or lack wire plans. */
export const checkConnectors = (
  texts: readonly TextFile[],
  sources: readonly SourceFile[],
): Problem[] => {
  const connectors = connectorsIn(texts, sources);
  const [example] = connectors;
  if (example === undefined) return [];
  return connectors.flatMap((connector) => [
    ...missingFiles(connector),
    ...wrongHeadings(connector),
    ...otherExports(connector, example),
    ...missingWires(connector),
  ]);
};
