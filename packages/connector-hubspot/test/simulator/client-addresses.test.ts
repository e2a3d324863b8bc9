import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

/** The parts of the official client that the simulator answers. */
const served = [
  'crm/{associations,companies,contacts,deals,line_items,owners,pipelines,properties,schemas,tickets}',
  'crm/objects/{calls,emails,meetings,notes,tasks}',
  'oauth',
];

/** Custom objects are made nowhere here. */
const unserved: ReadonlySet<string> = new Set([
  'POST /crm-object-schemas/v3/schemas',
  'PATCH /crm-object-schemas/v3/schemas/x',
  'DELETE /crm-object-schemas/v3/schemas/x',
  'POST /crm-object-schemas/v3/schemas/x/associations',
  'DELETE /crm-object-schemas/v3/schemas/x/associations/x',
]);

const client = dirname(createRequire(import.meta.url).resolve('@hubspot/api-client/package.json'));

const factories = served.flatMap((part) =>
  globSync(join(client, 'lib/codegen', part, '**/apis/*Api.js')),
);

/** What the client's generated code calls: each path with the method that follows it. */
const calls = factories.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /localVarPath = '([^']+)'[\s\S]*?HttpMethod\.([A-Z]+)/gu,
    ),
  ].map(([, path = '', method = '']) => `${method} ${path.replaceAll(/\{\w+\}/gu, 'x')}`),
);

describe('every address of the official client', () => {
  it('is answered by an endpoint', async () => {
    const { send } = await openPortal();
    const all = [...new Set(calls)].filter((call) => !unserved.has(call));
    expect(all.length).toBeGreaterThan(150);
    const lost: string[] = [];
    for (const call of all) {
      const [method = '', path = ''] = call.split(' ');
      const { status, headers } = await send(method, path);
      const isPage = headers.get('content-type')?.startsWith('text/html') === true;
      if (status === 405 || status >= 500 || isPage) lost.push(`${status} ${call}`);
    }
    expect(lost).toEqual([]);
  });
});
