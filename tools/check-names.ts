import { lineOf, type Problem, type TextFile } from './source-file.ts';

/** What serves every CRM alike. */
const nameless = /^(?:packages\/(?:core|graphql-gateway)|apps\/runner)\/src\//u;

/** The one place that knows which CRMs there are. */
const registry = 'apps/runner/src/registry/';

/** Clients of vendors that are named otherwise than the CRM. */
const clients = ['jsforce'];

const namesIn = (texts: readonly TextFile[]): string[] => {
  const found = texts.map(({ path }) => /^packages\/connector-([^/]+)\//u.exec(path)?.[1]);
  return [...new Set(found)].filter((name) => name !== undefined);
};

/** Places that name a CRM where all are served alike, in comments and strings too. */
export const checkNames = (texts: readonly TextFile[]): Problem[] => {
  const pattern = new RegExp([...namesIn(texts), ...clients].join('|'), 'giu');
  return texts
    .filter(({ path }) => nameless.test(path) && !path.startsWith(registry))
    .flatMap((file) =>
      [...file.text.matchAll(pattern)].map(({ 0: name, index }) => ({
        path: file.path,
        line: lineOf(file, index),
        message: `names a CRM (${name}): only connectors and the registry know which there are`,
      })),
    );
};
