import { writeFile } from 'node:fs/promises';
import { printSchema } from 'graphql';
import { schema } from './schema/schema.ts';

// Renews the committed schema: `node src/write-schema.ts`.
await writeFile(new URL('../schema.graphql', import.meta.url), `${printSchema(schema)}\n`);
