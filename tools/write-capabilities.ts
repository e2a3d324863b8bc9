import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilitiesPath, renderCapabilities } from './capability-table.ts';
import { connectors } from './connectors.ts';

const page = join(import.meta.dirname, '..', capabilitiesPath);
const rendered = renderCapabilities(readFileSync(page, 'utf8'), connectors);
if (rendered === null) throw new Error(`${capabilitiesPath} has no marks for the tables`);
writeFileSync(page, rendered);
console.log(`${capabilitiesPath}: what ${connectors.length} connectors can do`);
