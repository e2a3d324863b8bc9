import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilities } from './capability-table.ts';
import { connectors } from './connectors.ts';
import { guarantees } from './guarantee-table.ts';
import { renderPart } from './written-part.ts';

for (const part of [capabilities, guarantees]) {
  const page = join(import.meta.dirname, '..', part.path);
  const rendered = renderPart(part, readFileSync(page, 'utf8'), connectors);
  if (rendered === null) throw new Error(`${part.path} has no marks for the ${part.name}`);
  writeFileSync(page, rendered);
  console.log(`${part.path}: ${part.name} of ${connectors.length} connectors`);
}
