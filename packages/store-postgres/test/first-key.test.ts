import { samples } from '@concord/testkit/store';
import { describe, expect, inject, it } from 'vitest';
import { openPostgresStore } from '../src/open-store.ts';
import { createDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');

describe.skipIf(serverUrl === null)('processes that start at once', () => {
  it('make one first API key between them, and one for each workspace', async () => {
    const database = await createDatabase(serverUrl ?? '');
    const processes = [
      await openPostgresStore({ url: database.url }),
      await openPostgresStore({ url: database.url }),
    ];
    const rival = processes.flatMap((one) => Array.from({ length: 5 }, () => one));
    for (const name of ['default', 'other']) {
      const saved = await Promise.all(
        rival.map((one, at) =>
          one.workspace(name).store.saveFirstApiKey(samples.anApiKey({ id: `${name} ${at}` })),
        ),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
      const kept = await processes[0]?.workspace(name).store.listApiKeys();
      expect(kept?.map(({ id }) => id)).toEqual([`${name} ${saved.indexOf(true)}`]);
    }
    await Promise.all(processes.map((one) => one.close()));
    await database.drop();
  });
});
