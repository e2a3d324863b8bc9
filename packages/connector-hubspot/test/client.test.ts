import { describe, expect, it } from 'vitest';
import { askOn } from '../src/client.ts';
import { batchOf, nothing, recordShape } from '../src/parse-answer.ts';
import { datedPaths, legacyPaths } from '../src/paths.ts';
import { openStage } from './connector/open-stage.ts';

describe.each([legacyPaths, datedPaths])('requests under $name paths', (paths) => {
  it('reach what they are meant for', async () => {
    const { crm, context } = await openStage();
    const ask = askOn(paths);
    const id = crm.portal.insert('contacts', { email: 'ada@acme.example' });
    const { body, status } = await ask(context, {
      doing: 'read contacts',
      writes: false,
      build: ({ batch }) =>
        batch.read('contacts', {
          inputs: [{ id }, { id: '999' }],
          properties: ['email'],
          propertiesWithHistory: [],
        }),
      shape: batchOf(recordShape),
    });
    expect(status).toBe(207);
    expect(body.results).toMatchObject([{ id, properties: { email: 'ada@acme.example' } }]);
    expect(body.errors).toHaveLength(1);
    const archived = await ask(context, {
      doing: 'archive contacts',
      writes: true,
      build: ({ batch }) => batch.archive('contacts', { inputs: [{ id }] }),
      shape: nothing,
    });
    expect(archived.status).toBe(204);
  });
});
