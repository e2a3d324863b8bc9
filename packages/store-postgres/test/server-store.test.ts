import { storeConformance } from '@concord/testkit/store';
import { afterAll, describe, inject } from 'vitest';
import { createAlone, serverStores } from './test-database.ts';

const serverUrl = inject('serverUrl');

describe.skipIf(serverUrl === null)('on a server', async () => {
  if (serverUrl === null) return;
  const database = await createAlone(serverUrl);
  const stores = serverStores(database.url);
  afterAll(async () => {
    await stores.end();
    await database.drop();
  });
  storeConformance({ name: 'PostgreSQL server', open: stores.open });
});
