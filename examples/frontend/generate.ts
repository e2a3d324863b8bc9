import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), 'utf8');

const target = new URL('src/operations.generated.ts', import.meta.url);
const list = new URL('src/operations.listed.json', import.meta.url);

/** The types and documents of `src/operations.graphql` against the gateway's schema. */
export const generate = async (): Promise<string> => {
  const schema = parse(await read('../../packages/graphql-gateway/schema.graphql'));
  const document = parse(await read('src/operations.graphql'));
  const config = {
    scalars: { DateTime: 'string', JSON: 'unknown' },
    enumsAsTypes: true,
    useTypeImports: true,
    documentMode: 'string',
    strictScalars: false,
  };
  return codegen({
    filename: target.pathname,
    schema,
    documents: [{ location: 'src/operations.graphql', document }],
    config,
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations: operationTypes, documents: typedDocuments },
  });
};

const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex');

/** The documents of `src/operations.generated.ts` by their SHA-256, as `CONCORD_OPERATIONS` takes them. */
export const listOperations = async (): Promise<string> => {
  const generated: Readonly<Record<string, unknown>> = await import(target.href);
  const documents = Object.entries(generated)
    .filter(([name]) => name.endsWith('Document'))
    .map(([, document]) => String(document))
    .toSorted();
  const listed = Object.fromEntries(documents.map((one) => [hashOf(one), one]));
  return `${JSON.stringify(listed, null, 2)}\n`;
};

if (import.meta.main) {
  await writeFile(target, await generate());
  await writeFile(list, await listOperations());
}
