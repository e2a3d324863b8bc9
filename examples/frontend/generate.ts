import { readFile, writeFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), 'utf8');

const target = new URL('src/operations.generated.ts', import.meta.url);

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

if (import.meta.main) await writeFile(target, await generate());
